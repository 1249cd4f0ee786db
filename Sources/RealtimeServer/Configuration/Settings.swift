import Community
import Configuration

/// Reads keys from the providers and turns what does not fit into the key's one sentence.
struct Settings {
  private let reader: ConfigReader

  init(providers: [any ConfigProvider]) {
    reader = ConfigReader(providers: providers)
  }

  func text(_ key: ConfigurationKey) throws -> String {
    let value = try read(key) { try reader.requiredString(forKey: $0, isSecret: key.isSecret) }
    if case .choice(let values) = key.kind, !values.contains(value) { throw key.refusal() }
    guard !value.unicodeScalars.contains(where: { $0.value < 0x20 }) else { throw key.refusal() }
    return value
  }

  /// `nil` when not set or empty.
  func optional(_ key: ConfigurationKey) throws -> String? {
    let value = try text(key)
    return value.isEmpty ? nil : value
  }

  func list(_ key: ConfigurationKey) throws -> [String] {
    try read(key) { try reader.requiredStringArray(forKey: $0) }.filter { !$0.isEmpty }
  }

  func number(_ key: ConfigurationKey) throws -> Int {
    let value = try read(key) { try reader.requiredInt(forKey: $0) }
    if case .number(let range) = key.kind, !range.contains(value) { throw key.refusal() }
    return value
  }

  func flag(_ key: ConfigurationKey) throws -> Bool {
    try read(key) { try reader.requiredBool(forKey: $0) }
  }

  private func read<T>(_ key: ConfigurationKey, _ body: (ConfigKey) throws -> T) throws -> T {
    do {
      return try body(ConfigKey(key.name))
    } catch {
      throw key.refusal()
    }
  }
}
