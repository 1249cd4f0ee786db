/// A text folded only so far that patterns in it can be read: width, case, kana and invisible characters. Digits of every
/// kind are ASCII digits. Each unit knows where it came from.
public struct LightText: Sendable {
  public struct Unit: Hashable, Sendable {
    public var scalar: UInt32
    /// UTF-8 offsets in the original.
    public var start: UInt32
    public var end: UInt32
    /// Another sign than an ordinary digit was read as one: 〇, ①, ٣.
    public var isDisguisedDigit: Bool
    public var isKatakana: Bool
  }

  public private(set) var units: [Unit] = []

  public init(_ utf8: UnsafeBufferPointer<UInt8>) {
    units.reserveCapacity(utf8.count)
    let table = FoldTable.shared
    var place = 0
    while place < utf8.count {
      let (scalar, next) = ModerationFold.decode(utf8, at: place)
      let record = table[scalar]
      if record.kind != .ignored {
        let (start, end) = (UInt32(place), UInt32(next))
        if let digit = Self.digit(scalar) {
          add(0x30 + digit, start, end, isDisguised: !Self.isPlainDigit(scalar), isKatakana: false)
        } else {
          let isKatakana = (0x30A1...0x30FA).contains(scalar) || (0xFF66...0xFF9D).contains(scalar)
          table.forEachSearchScalar(of: scalar, record) { folded in
            add(folded, start, end, isDisguised: false, isKatakana: isKatakana)
          }
        }
      } else if !units.isEmpty {
        units[units.count - 1].end = UInt32(next)
      }
      place = next
    }
  }

  private mutating func add(_ scalar: UInt32, _ start: UInt32, _ end: UInt32, isDisguised: Bool, isKatakana: Bool) {
    if scalar == 0x3099 || scalar == 0x309A, let last = units.last,
      let composed = scalar == 0x3099 ? Kana.voiced(last.scalar)?.scalar : Kana.halfVoiced(last.scalar)
    {
      units[units.count - 1].scalar = composed
      units[units.count - 1].end = end
      return
    }
    units.append(
      Unit(scalar: scalar, start: start, end: end, isDisguisedDigit: isDisguised, isKatakana: isKatakana))
  }

  private static func isPlainDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
  }

  /// What a sign is worth as one digit.
  private static func digit(_ scalar: UInt32) -> UInt32? {
    if scalar < 0x80 { return (0x30...0x39).contains(scalar) ? scalar - 0x30 : nil }
    // Kana are most of a text, and none is a digit.
    if (0x3040...0x30FF).contains(scalar) { return nil }
    if (0x4E00...0x9FFF).contains(scalar) { return kanjiDigit(scalar) }
    if scalar == 0x3007 || scalar == 0x25CB { return 0 }
    guard !(0x3040...0x9FFF).contains(scalar), !(0x3000...0x3003).contains(scalar),
      let scalar = Unicode.Scalar(scalar), scalar.properties.numericType != nil,
      let value = scalar.properties.numericValue, (0...9).contains(value), value == value.rounded()
    else { return nil }
    return UInt32(value)
  }

  private static func kanjiDigit(_ scalar: UInt32) -> UInt32? {
    guard mayBeDigit[Int(scalar >> 6) & 31] & 1 << UInt64(scalar & 63) != 0 else { return nil }
    return kanjiDigits[scalar]
  }

  private static let kanjiDigits: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for row in ["〇一二三四五六七八九", "零壱弐参肆伍陸漆捌玖", "○壹貳參"] {
      for (value, sign) in row.unicodeScalars.enumerated() { table[sign.value] = UInt32(value) }
    }
    return table
  }()

  /// A bit for each kanji digit, by its lower bits, so that other kanji cost no look into the table.
  private static let mayBeDigit: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 32)
    for scalar in kanjiDigits.keys { bits[Int(scalar >> 6) & 31] |= 1 << UInt64(scalar & 63) }
    return bits
  }()
}
