/// The languages the product speaks. Japanese is written first; English is a translation of it.
public enum Language: String, CaseIterable, Codable, Sendable {
  case ja
  case en

  /// The first language we speak in an `Accept-Language` header (RFC 9110 §12.5.4, order only), else Japanese.
  public init(acceptLanguage header: String?) {
    for entry in (header ?? "").lowercased().split(separator: ",") {
      let tag = entry.prefix { $0 != ";" }.trimmingWhitespace()
      if let language = Language.allCases.first(where: { tag == $0.rawValue || tag.hasPrefix($0.rawValue + "-") }) {
        self = language
        return
      }
    }
    self = .ja
  }
}

/// One text in every language the product speaks.
public struct LocalizedText: Hashable, Codable, Sendable {
  public let ja: String
  public let en: String

  public init(ja: String, en: String) {
    self.ja = ja
    self.en = en
  }

  public subscript(language: Language) -> String {
    switch language {
    case .ja: ja
    case .en: en
    }
  }
}
