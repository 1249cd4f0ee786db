/// A text as a dictionary expects it: kana in full width and in one piece, nothing invisible; with the way back.
///
/// Only what a dictionary stumbles over is changed, so that most texts stay as they are.
public struct DictionaryText: Sendable {
  public private(set) var utf8: [UInt8] = []
  /// By UTF-8 offset of the original: the offset here. One more than the original has bytes.
  private var places: [UInt32] = []

  public init(_ original: UnsafeBufferPointer<UInt8>) {
    utf8.reserveCapacity(original.count)
    places.reserveCapacity(original.count + 1)
    let table = FoldTable.shared
    var place = 0
    /// Where the last kana begins here: a mark may still change it.
    var lastKana: (place: Int, scalar: UInt32)?
    while place < original.count {
      let (decoded, next) = ModerationFold.decode(original, at: place)
      let scalar = Self.mark(decoded)
      let begin = UInt32(utf8.count)
      let record = table[scalar]
      switch record.kind {
      case .ignored:
        break
      case .voicing where !Self.isSpacing(scalar), .halfVoicing where !Self.isSpacing(scalar):
        if let last = lastKana, let composed = Self.composed(last.scalar, isHalf: record.kind == .halfVoicing) {
          utf8.removeSubrange(last.place...)
          append(composed)
        }
        lastKana = nil
      default:
        let full = Self.fullWidth(scalar)
        lastKana = (utf8.count, full)
        append(full)
      }
      for _ in place..<next { places.append(min(begin, UInt32(utf8.count))) }
      place = next
    }
    places.append(UInt32(utf8.count))
  }

  /// A range of the original, here.
  public func range(_ original: Range<Int>) -> Range<Int> {
    let (lower, upper) = (Int(places[original.lowerBound]), Int(places[original.upperBound]))
    return lower..<max(lower, upper)
  }

  private mutating func append(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The half-width voicing marks are the combining ones.
  private static func mark(_ scalar: UInt32) -> UInt32 {
    scalar == 0xFF9E ? 0x3099 : scalar == 0xFF9F ? 0x309A : scalar
  }

  /// ゛ and ゜ with a body of their own are signs, no part of the kana before them.
  private static func isSpacing(_ scalar: UInt32) -> Bool { scalar == 0x309B || scalar == 0x309C }

  /// Voiced forms follow their plain ones in both kana blocks.
  private static func composed(_ scalar: UInt32, isHalf: Bool) -> UInt32? {
    let isKatakana = (0x30A1...0x30F6).contains(scalar)
    let hiragana = isKatakana ? scalar - 0x60 : scalar
    if isHalf { return Kana.halfVoiced(hiragana).map { isKatakana ? $0 + 0x60 : $0 } }
    let voiced: UInt32? =
      switch hiragana {
      case 0x3046: 0x3094
      case 0x304B...0x3062 where hiragana % 2 == 1, 0x3064, 0x3066, 0x3068: hiragana + 1
      case 0x306F...0x307B where hiragana % 3 == 0: hiragana + 1
      default: nil
      }
    return voiced.map { isKatakana ? $0 + 0x60 : $0 }
  }

  private static func fullWidth(_ scalar: UInt32) -> UInt32 {
    (0xFF66...0xFF9D).contains(scalar) ? full[Int(scalar - 0xFF66)] : scalar
  }

  private static let full: [UInt32] = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    .unicodeScalars.map(\.value)
}
