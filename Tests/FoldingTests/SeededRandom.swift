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

  /// Text of what makes folding hard: kana of all widths, marks, joiners, dashes, Hangul, emoji, and anything else.
  mutating func text(maximumLength: Int) -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...maximumLength, using: &self) { view.append(scalar()) }
    return String(view)
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x300...0x36F, 0x3041...0x3096, 0x3099...0x309E, 0x30A1...0x30FE, 0xFF61...0xFF9F, 0x4E00...0x4EFF,
    0x1100...0x11FF, 0xAC00...0xAC40, 0x200B...0x2015, 0xFE00...0xFE0F, 0x1F300...0x1F64F, 0xFF01...0xFF5E,
    0x3000...0x3030, 0xC0...0x24F, 0x1E00...0x1EFF, 0x0...0x10FFFF, 0xE0100...0xE0110, 0x2460...0x24FF, 0x3200...0x33FF,
  ]

  private mutating func scalar() -> Unicode.Scalar {
    let range = Self.ranges.randomElement(using: &self) ?? 0x20...0x7E
    return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "\u{FFFD}"
  }
}
