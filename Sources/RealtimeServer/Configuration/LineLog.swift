import Foundation
public import Logging

/// Writes each event as one line to standard error: time in UTC, level, message, then `key=value` pairs by name.
///
/// Control characters are escaped, so nothing that found its way into a value can begin a line of its own or drive the
/// reader's terminal.
public struct LineLog: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let label: String

  public init(label: String, level: Logger.Level) {
    self.label = label
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var merged = metadata
    if let own = event.metadata { merged.merge(own) { _, last in last } }
    let line = Self.line(level: event.level, message: "\(event.message)", metadata: merged, at: UTC(WallClock.now()))
    FileHandle.standardError.write(Data(line.utf8))
  }

  static func line(level: Logger.Level, message: String, metadata: Logger.Metadata, at time: UTC) -> String {
    let pairs = metadata.sorted { $0.key < $1.key }.map { " \(escaped($0.key))=\(quoted("\($0.value)"))" }.joined()
    return "\(time.iso8601) \(level) \(escaped(message))\(pairs)\n"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = escaped(text)
    return escaped.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" })
      ? "\"" + escaped.replacingOccurrences(of: "\"", with: "\\\"") + "\"" : escaped
  }

  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
  }

  /// Controls, and what reorders or breaks lines.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
