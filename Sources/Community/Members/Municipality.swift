/// A city, town or village of Ibaraki.
public struct Municipality: Hashable, Sendable {
  /// One of the prefecture's five areas, as its own plans divide it.
  public enum Area: String, CaseIterable, Codable, Sendable {
    case kenhoku
    case kenou
    case rokkou
    case kennan
    case kensei

    public var label: LocalizedText {
      switch self {
      case .kenhoku: LocalizedText(ja: "県北", en: "North")
      case .kenou: LocalizedText(ja: "県央", en: "Centre")
      case .rokkou: LocalizedText(ja: "鹿行", en: "Rokko (southeast)")
      case .kennan: LocalizedText(ja: "県南", en: "South")
      case .kensei: LocalizedText(ja: "県西", en: "West")
      }
    }
  }

  /// The six-digit 全国地方公共団体コード as text (leading zero, check digit last).
  public let code: String
  public let label: LocalizedText
  /// The name in hiragana, 市 or まち or むら included.
  public let reading: String
  public let area: Area

  init(code: String, ja: String, en: String, reading: String, area: Area) {
    self.code = code
    self.label = LocalizedText(ja: ja, en: en)
    self.reading = reading
    self.area = area
  }

  /// The municipality with this code, if there is one.
  public static func find(_ code: String) -> Municipality? { byCode[code] }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
