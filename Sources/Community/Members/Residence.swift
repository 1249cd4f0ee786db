/// Where a member says they live: a prefecture and, inside Ibaraki, a municipality.
public struct Residence: Hashable, Codable, Sendable {
  /// A code of `Prefecture.all`.
  public let prefecture: String
  /// A code of `Municipality.all`; only with Ibaraki, and optional there.
  public let municipality: String?

  /// - Throws: `Refusal.attributeInvalid` for an unknown code, or a municipality outside Ibaraki.
  public init(prefecture: String, municipality: String? = nil) throws(Refusal) {
    guard Prefecture.find(prefecture) != nil else { throw .attributeInvalid }
    if let municipality {
      guard prefecture == Prefecture.ibaraki, Municipality.find(municipality) != nil else { throw .attributeInvalid }
    }
    self.prefecture = prefecture
    self.municipality = municipality
  }

  private enum CodingKeys: String, CodingKey {
    case prefecture
    case municipality
  }

  /// Decodes with the same checks, so that no unchecked residence exists.
  /// - Throws: `Refusal.attributeInvalid`, or a `DecodingError` for a wrong shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      prefecture: container.decode(String.self, forKey: .prefecture),
      municipality: container.decodeIfPresent(String.self, forKey: .municipality))
  }
}
