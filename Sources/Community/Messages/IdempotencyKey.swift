/// Client-made unique string per send; the same key by the same member never makes two messages.
public struct IdempotencyKey: Hashable, Sendable {
  public static let lengths = 8...64

  public let text: String

  /// - Throws: `Refusal.keyInvalid` unless 8…64 of `A–Z a–z 0–9 - _`.
  public init(_ text: String) throws(Refusal) {
    guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { throw .keyInvalid }
    self.text = text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
