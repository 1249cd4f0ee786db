/// One answer to "which prefecture do you live in": the 47, abroad, or no answer.
public struct Prefecture: Hashable, Sendable {
  /// The six-digit 全国地方公共団体コード as text (leading zero, check digit last), or `overseas`, or `declined`.
  public let code: String
  public let label: LocalizedText

  /// Ibaraki's code.
  public static let ibaraki = "080004"
  /// 海外.
  public static let overseas = "overseas"
  /// 回答しない.
  public static let declined = "declined"

  /// The choice with this code, if there is one.
  public static func find(_ code: String) -> Prefecture? { byCode[code] }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
