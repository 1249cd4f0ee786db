/// The stronger of the two folds: everything that can disguise a word is undone and written down in flags, so that a
/// matcher sees one spelling and a verifier can still ask how it was written.
///
/// Invisible characters vanish, look-alikes become the letter they imitate, repeated letters one unit with a run,
/// separators a gap. What is done to text is done to rules as well: a rule's own flags cancel out.
public enum ModerationFold {
  /// Raise when any result changes. Recorded with every rule and verdict.
  public static let version = 1

  /// What folding a text gave.
  public struct Result: Sendable {
    /// Units written.
    public let count: Int
    /// Whether the text has a sign that may hide a letter.
    public let sawMask: Bool
    /// Whether it has marks or invisible signs, which may garble what is shown.
    public let sawOddSign: Bool
  }

  /// Folds `utf8` into `units`; `nil` when `units` is too small.
  ///
  /// One pass, linear, no allocation. Bytes that are not UTF-8 become symbols. `capacity(forUTF8Count:)` units are
  /// nearly always enough, `maximumCapacity(forUTF8Count:)` always.
  /// - Parameter keepsMasks: a sign that may hide a letter becomes a unit (`FoldedUnit.mask`), and is no gap.
  public static func fold(
    _ utf8: UnsafeBufferPointer<UInt8>, into units: UnsafeMutableBufferPointer<FoldedUnit>, keepsMasks: Bool = false
  ) -> Result? {
    var writer = UnitWriter(units: units, table: .shared, keepsMasks: keepsMasks)
    var place = 0
    while place < utf8.count {
      let (scalar, next) = decode(utf8, at: place)
      writer.add(scalar, start: UInt32(truncatingIfNeeded: place), end: UInt32(truncatingIfNeeded: next))
      place = next
    }
    return writer.didOverflow
      ? nil : Result(count: writer.count, sawMask: writer.sawMask, sawOddSign: writer.sawOddSign)
  }

  /// The folded units of a short text, such as a rule's phrase.
  public static func fold(_ text: String, keepsMasks: Bool = false) -> [FoldedUnit] {
    let capacity = maximumCapacity(forUTF8Count: text.utf8.count)
    var copy = text
    return copy.withUTF8 { utf8 in
      [FoldedUnit](unsafeUninitializedCapacity: capacity) { buffer, count in
        count = fold(utf8, into: buffer, keepsMasks: keepsMasks)?.count ?? 0
      }
    }
  }

  /// One unit for each byte: only a few ligatures become more.
  public static func capacity(forUTF8Count count: Int) -> Int { count + 16 }

  /// U+FDFA becomes 18 scalars out of three bytes; nothing becomes more.
  public static func maximumCapacity(forUTF8Count count: Int) -> Int { count * 6 + 16 }

  /// The scalar at `place` and where the next begins. U+FFFD for what is not well-formed (overlong forms included).
  @inline(__always)
  static func decode(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> (scalar: UInt32, next: Int) {
    let first = UInt32(utf8[place])
    if first < 0x80 { return (first, place + 1) }
    func trail(_ distance: Int) -> UInt32? {
      guard place + distance < utf8.count else { return nil }
      let byte = utf8[place + distance]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    guard let second = trail(1) else { return (0xFFFD, place + 1) }
    switch first {
    case 0xC2...0xDF:
      return ((first & 0x1F) << 6 | second, place + 2)
    case 0xE0...0xEF:
      guard let third = trail(2) else { return (0xFFFD, place + 1) }
      let scalar = (first & 0x0F) << 12 | second << 6 | third
      guard scalar >= 0x800, scalar & 0xF800 != 0xD800 else { return (0xFFFD, place + 1) }
      return (scalar, place + 3)
    case 0xF0...0xF4:
      guard let third = trail(2), let fourth = trail(3) else { return (0xFFFD, place + 1) }
      let scalar = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
      guard (0x10000...0x10FFFF).contains(scalar) else { return (0xFFFD, place + 1) }
      return (scalar, place + 4)
    default:
      return (0xFFFD, place + 1)
    }
  }
}
