import Folding

/// What a text is compared by: it is alike for two texts that share most of their pairs of letters.
///
/// The pairs of the folded text are thrown into sixteen bins and the smallest of each is kept (one-permutation MinHash):
/// the share of equal bins estimates the share of equal pairs (Jaccard). Width, kana, invisible signs, spaces, emoji and
/// repeated letters make no difference; a number or a name changed here and there makes little.
struct TextSketch: Hashable, Sendable {
  /// Shorter texts are answers and cheers, which many people write alike.
  static let leastLetters = 20
  /// Fewer different pairs are one word over and over.
  static let leastBins = 6
  static let bins = 16

  private static let empty = UInt32.max

  private let smallest: SIMD16<UInt32>

  /// `nil` for what is too short or too plain to be compared. Linear in the text.
  init?(_ text: String) {
    guard text.utf8.count >= Self.leastLetters else { return nil }
    var text = text
    let sketch = text.withUTF8 { utf8 in
      // Most messages are short: they are not even folded.
      Self.isLongEnough(utf8) ? Self.sketch(utf8) : nil
    }
    guard let sketch else { return nil }
    smallest = sketch
  }

  /// What is kept of it.
  var mark: TextMark {
    var mark = SIMD16<UInt8>(repeating: TextMark.empty)
    for bin in 0..<Self.bins where smallest[bin] != Self.empty {
      mark[bin] = min(UInt8(truncatingIfNeeded: smallest[bin]), TextMark.empty - 1)
    }
    return TextMark(bins: mark)
  }

  /// Two bins in a row that are filled, as one number: what a text like this one is looked up by.
  func forEachAnchor(_ body: (UInt64) -> Void) {
    var before: UInt64 = 0
    for bin in 0..<Self.bins where smallest[bin] != Self.empty {
      let own = UInt64(smallest[bin]) << 4 | UInt64(bin)
      if before != 0 { body((before &* 0x9E37_79B9_7F4A_7C15 ^ own) &* 0xBF58_476D_1CE4_E5B9) }
      before = own | 1 << 36
    }
  }

  private static func isLongEnough(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var scalars = 0
    for byte in utf8 where byte & 0xC0 != 0x80 {
      scalars += 1
      if scalars == leastLetters { return true }
    }
    return false
  }

  private static func sketch(_ utf8: UnsafeBufferPointer<UInt8>) -> SIMD16<UInt32>? {
    withUnsafeTemporaryAllocation(
      of: FoldedUnit.self, capacity: ModerationFold.capacity(forUTF8Count: utf8.count)
    ) { buffer in
      guard let folded = ModerationFold.fold(utf8, into: buffer), folded.count >= leastLetters else { return nil }
      return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: bins) { smallest in
        smallest.initialize(repeating: empty)
        var before = UInt64(buffer[0].scalar)
        for place in 1..<folded.count {
          let letter = UInt64(buffer[place].scalar)
          var hash = (before << 21 | letter) &* 0x9E37_79B9_7F4A_7C15
          hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
          let bin = Int(hash >> 60)
          smallest[bin] = min(smallest[bin], UInt32(truncatingIfNeeded: hash >> 27))
          before = letter
        }
        let filled = smallest.count { $0 != empty }
        return filled >= leastBins ? SIMD16(smallest) : nil
      }
    }
  }
}

/// A sketch with a byte for each bin: sixteen bytes are enough to say whether two texts are the same.
struct TextMark: Hashable, Sendable {
  /// Equal bins in a hundred that make two texts the same.
  private static let sameText = 70

  static let empty = UInt8.max
  /// Of a text that is too short to be compared.
  static let none = TextMark(bins: SIMD16(repeating: empty))

  let bins: SIMD16<UInt8>

  /// Whether they are the same text but for details.
  func isSame(as other: TextMark) -> Bool {
    let (zeros, none) = (SIMD16<UInt8>(repeating: 0), SIMD16<UInt8>(repeating: Self.empty))
    let isEmpty = (bins .== none) .& (other.bins .== none)
    let unfilled = Int(zeros.replacing(with: 1, where: isEmpty).wrappedSum())
    let equal = Int(zeros.replacing(with: 1, where: bins .== other.bins).wrappedSum()) - unfilled
    let filled = TextSketch.bins - unfilled
    return filled > 0 && equal * 100 >= filled * Self.sameText
  }
}
