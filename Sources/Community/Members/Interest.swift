/// A subject a member cares about, by its stable code: `agriculture`.
///
/// Any code can be held (an old row may name one that has left the catalogue); only `choose` admits new ones.
public struct Interest: RawRepresentable, Hashable, Codable, Sendable {
  /// The most subjects a member may choose.
  public static let maximumChoices = 5

  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What the choice says on screens; `nil` for a code that is not in the catalogue.
  public var label: LocalizedText? { Self.labels[self] }

  /// The chosen interests in the catalogue's order, each once.
  /// - Throws: `Refusal.attributeInvalid` for an unknown code or more than `maximumChoices`.
  public static func choose(_ codes: [String]) throws(Refusal) -> [Interest] {
    let chosen = Set(codes.map(Interest.init(rawValue:)))
    guard chosen.count <= maximumChoices, chosen.allSatisfy({ labels[$0] != nil }) else { throw .attributeInvalid }
    return all.lazy.map(\.interest).filter(chosen.contains)
  }

  private static let labels = Dictionary(all.map { ($0.interest, $0.label) }, uniquingKeysWith: { first, _ in first })
}
