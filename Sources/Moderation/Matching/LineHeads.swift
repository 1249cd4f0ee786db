import Folding

/// A word down the beginnings of the lines, as an acrostic hides it.
enum LineHeads {
  /// Shorter texts and words line up by chance.
  private static let fewestLines = 3

  /// - Returns: what the lines' first letters spell; each hit covers from its first line's beginning to its last one's first
  ///   letter.
  static func find(in units: UnsafeBufferPointer<FoldedUnit>, _ matcher: Matcher) -> [Matcher.Found] {
    var lines = units.isEmpty ? 0 : 1
    for unit in units.dropFirst() where unit.gap.contains(.newline) { lines += 1 }
    guard lines >= fewestLines else { return [] }
    return withUnsafeTemporaryAllocation(of: FoldedUnit.self, capacity: lines) { heads in
      var count = 0
      for place in units.indices where place == 0 || units[place].gap.contains(.newline) {
        var head = units[place]
        head.gap = []
        heads.initializeElement(at: count, to: head)
        count += 1
      }
      return matcher.find(in: UnsafeBufferPointer(heads), asksDictionary: true).found.filter {
        $0.units.count >= fewestLines && matcher.patterns[$0.pattern].origin == .spelling
          && $0.needed.isSubset(of: plain)
      }
    }
  }

  private static let plain: FoldFlags = [.width, .letterCase, .katakana, .small]
}
