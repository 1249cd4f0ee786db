/// A small generator with a fixed seed (SplitMix64), so that a failing text can be found again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private static let pieces = [
    "死", "ね", "シネ", "殺", "す", "ー", "゛", "\u{3099}", "\u{200B}", "\u{FE0F}", "👨‍👩‍👧", "😀", " ", "　", "\n", "、", ".", "○",
    "@", "$", "s",
    "h", "i", "t", "5", "4", "バ", "カ", "馬", "鹿", "力", "一", "口", "々", "ゝ", "ﾊ", "ﾞ", "水戸", "の", "は", "っ", "ぁ",
    "e\u{301}", "🇯🇵", "각",
  ]

  /// Text in which watched words, their pieces and what disguises them are frequent.
  mutating func text(maximumPieces: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...maximumPieces, using: &self) {
      if Int.random(in: 0..<12, using: &self) == 0 {
        text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &self)) ?? "?")
      } else {
        text += Self.pieces.randomElement(using: &self) ?? ""
      }
    }
    return text
  }
}
