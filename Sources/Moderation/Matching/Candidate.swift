import Folding

/// A place where the automaton found a pattern's letters, with what the rules of verification ask about it.
///
/// `units` is the whole folded text, valid only while a text is being screened.
struct Candidate {
  let pattern: Pattern
  let units: UnsafeBufferPointer<FoldedUnit>
  /// The units that carry the pattern's letters.
  let span: Range<Int>

  var first: FoldedUnit { units[span.lowerBound] }
  var last: FoldedUnit { units[span.upperBound - 1] }

  /// The unit before the span if it touches it: no gap between.
  var before: FoldedUnit? {
    span.lowerBound > 0 && first.gap.isEmpty ? units[span.lowerBound - 1] : nil
  }

  /// The unit after the span if it touches it.
  var after: FoldedUnit? {
    span.upperBound < units.count && units[span.upperBound].gap.isEmpty ? units[span.upperBound] : nil
  }

  /// The gaps inside the span that the pattern does not have itself, together.
  var innerGaps: Gap {
    var gaps: Gap = []
    for (place, unit) in zip(span, pattern.units).dropFirst() {
      gaps.formUnion(units[place].gap.subtracting(unit.gap))
    }
    return gaps
  }

  /// Everything that had to be done to the text to make it the pattern; `nil` when a letter is repeated or prolonged in
  /// the pattern but not in the text (ブース is not ブス). What was done to both cancels out.
  var neededFolds: FoldFlags? {
    var needed: FoldFlags = []
    for (place, unit) in zip(span, pattern.units) {
      guard units[place].run >= unit.run, units[place].flags.isSuperset(of: unit.flags.intersection(.prolonged)) else {
        return nil
      }
      needed.formUnion(units[place].flags.symmetricDifference(unit.flags))
      if units[place].run > unit.run { needed.insert(.repeated) }
    }
    let gaps = innerGaps
    if !gaps.isDisjoint(with: [.symbol, .mask]) { needed.insert(.symbolGap) }
    if !gaps.isDisjoint(with: [.space, .newline, .clause]) { needed.insert(.spaceGap) }
    return needed
  }

  /// True when the unit stands apart: a gap, the text's edge or a change of script on both its sides.
  func isIsolated(_ place: Int) -> Bool {
    let unit = units[place]
    let isOpenBefore = place == 0 || !unit.gap.isEmpty || units[place - 1].script != unit.script
    guard isOpenBefore, place + 1 < units.count else { return isOpenBefore }
    return !units[place + 1].gap.isEmpty || units[place + 1].script != unit.script
  }
}
