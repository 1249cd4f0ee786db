public import Community

/// One setting: how it is called, what it may be, what it is when nobody says. The one place that knows it; the
/// reader, the messages about wrong values and docs/configuration.md all come from here.
public struct ConfigurationKey: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case text
    case path
    /// A whole number within the range.
    case number(ClosedRange<Int>)
    case flag
    case choice([String])
    /// Values separated by commas.
    case list
  }

  /// Dotted name, as in a JSON file: `http.port`.
  public let name: String
  public let kind: Kind
  /// Unit of a number, empty for other kinds.
  public let unit: String
  /// As it would be written in a file; empty = not set.
  public let defaultValue: String
  /// Never logged or printed.
  public let isSecret: Bool
  public let summary: LocalizedText

  init(
    _ name: String, _ kind: Kind, unit: String = "", default defaultValue: String = "", isSecret: Bool = false,
    ja: String, en: String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.defaultValue = defaultValue
    self.isSecret = isSecret
    self.summary = LocalizedText(ja: ja, en: en)
  }

  /// Name in the environment and in `hiroba.env`: `HIROBA_HTTP_TRUSTED_PROXIES` for `http.trustedProxies`.
  public var environmentName: String {
    var result = "HIROBA_"
    for character in name {
      if character == "." {
        result.append("_")
      } else {
        if character.isUppercase { result.append("_") }
        result.append(character.uppercased())
      }
    }
    return result
  }

  /// What a value must be, for messages and the documentation.
  public var rule: LocalizedText {
    switch kind {
    case .text: LocalizedText(ja: "文字列", en: "text")
    case .path: LocalizedText(ja: "パス", en: "a path")
    case .number(let range):
      LocalizedText(
        ja: "\(range.lowerBound)〜\(range.upperBound)の整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .flag: LocalizedText(ja: "true または false", en: "true or false")
    case .choice(let values):
      LocalizedText(
        ja: values.joined(separator: "、") + " のどれか", en: "one of " + values.joined(separator: ", "))
    case .list: LocalizedText(ja: "カンマ区切りの文字列", en: "text separated by commas")
    }
  }

  /// The sentence for a value that breaks `rule`. Never contains the value: it may be a secret.
  func refusal() -> StartRefusal {
    StartRefusal(
      ja: "設定 \(name)（\(environmentName)）は\(rule.ja)で指定してください。",
      en: "The setting \(name) (\(environmentName)) must be \(rule.en).")
  }
}
