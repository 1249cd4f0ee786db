/// Text made comparable, with the way back to the original.
public struct FoldedText: Hashable, Sendable {
  /// The folded text. Composed (NFC); store this beside the original for exact substring checks.
  public let text: String
  /// Where each folded scalar came from: the original UTF-16 range `starts[i]..<ends[i]`.
  private let starts: [Int32]
  private let ends: [Int32]

  init(scalars: [FoldedScalar]) {
    var view = String.UnicodeScalarView()
    for folded in scalars { view.append(Unicode.Scalar(folded.value) ?? "\u{FFFD}") }
    self.text = String(view)
    self.starts = scalars.map(\.start)
    self.ends = scalars.map(\.end)
  }

  /// The UTF-16 ranges of the original whose folded form is `term` (folded already), left to right, not overlapping.
  ///
  /// A range covers what was dropped inside it, such as a variation selector.
  public func originalRanges(of term: String) -> [Range<Int>] {
    let needle = Array(term.unicodeScalars)
    let hay = Array(text.unicodeScalars)
    guard let first = needle.first, needle.count <= hay.count else { return [] }
    var found: [Range<Int>] = []
    var place = 0
    while place <= hay.count - needle.count {
      if hay[place] == first, hay[place..<place + needle.count].elementsEqual(needle) {
        found.append(originalRange(of: place..<place + needle.count))
        place += needle.count
      } else {
        place += 1
      }
    }
    return found
  }

  /// Not simply first start to last end: canonical ordering may have moved marks past each other.
  private func originalRange(of span: Range<Int>) -> Range<Int> {
    var (low, high) = (starts[span.lowerBound], ends[span.lowerBound])
    for place in span {
      low = min(low, starts[place])
      high = max(high, ends[place])
    }
    return Int(low)..<Int(high)
  }
}

/// One scalar of folded text and the original UTF-16 range it stands for.
struct FoldedScalar {
  var value: UInt32
  var combiningClass: UInt8
  var scalarClass: ScalarClass
  var start: Int32
  var end: Int32
}
