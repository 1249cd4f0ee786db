import Folding

/// Decides whether a candidate is the watched word or only contains its letters. Cheapest questions first.
///
/// The automaton works on strongly folded text and finds too much by design; precision is made here, and by
/// `MorphologicalVeto` afterwards.
enum Verification {
  /// - Parameter asksDictionary: whether the division into words will be asked about, so that neighbours need not say it.
  /// - Returns: what had to be done to the text to make it the pattern; `nil` when the word is not there.
  static func accepts(_ candidate: Candidate, asksDictionary: Bool) -> FoldFlags? {
    guard let needed = candidate.neededFolds, candidate.pattern.allowed.isSuperset(of: needed) else { return nil }
    if candidate.pattern.role == .exception { return hasGapsOfPattern(candidate) ? needed : nil }
    let fits =
      isWithinBudget(needed, candidate) && lookalikesFit(needed, candidate)
      && (gapsFit(candidate) || asksDictionary && MorphologicalVeto.isSpacedKanji(candidate, needed))
      && WordEdges.fit(candidate, needed, asksDictionary: asksDictionary) && standsAlone(candidate)
    return fits ? needed : nil
  }

  /// What is looked for alone has no letter before it, and after it none or a particle.
  private static func standsAlone(_ candidate: Candidate) -> Bool {
    guard candidate.pattern.edges == .alone else { return true }
    guard candidate.before == nil else { return false }
    guard let after = candidate.after else { return true }
    let next = candidate.span.upperBound + 1
    let second = next < candidate.units.count && candidate.units[next].gap.isEmpty ? candidate.units[next] : nil
    return second == nil && Particles.areAfter(after, second, isVerb: true)
  }

  /// 葛(クズ) with its bracket is innocent, 葛クズ is not known to be.
  private static func hasGapsOfPattern(_ candidate: Candidate) -> Bool {
    zip(candidate.span, candidate.pattern.units).dropFirst()
      .allSatisfy { $1.gap.isEmpty || !candidate.units[$0].gap.isEmpty }
  }

  /// Short words can be pieced together from anything: at most two ways of disguise at once.
  private static func isWithinBudget(_ needed: FoldFlags, _ candidate: Candidate) -> Bool {
    guard candidate.span.count <= 2 else { return true }
    let gaps: FoldFlags = [.symbolGap, .spaceGap]
    var used = 0
    for disguise: FoldFlags in [.prolonged, .repeated, .lookalike, gaps] where !needed.isDisjoint(with: disguise) {
      used += 1
    }
    return used <= 2
  }

  /// A kanji passes for a katakana only in katakana company: コ口ス yes, ことば力 and 体力測定 no.
  private static func lookalikesFit(_ needed: FoldFlags, _ candidate: Candidate) -> Bool {
    guard needed.contains(.lookalike) else { return true }
    let (units, span) = (candidate.units, candidate.span)
    var imitations = 0
    for (place, expected) in zip(span, candidate.pattern.units) {
      let unit = units[place]
      guard unit.flags.symmetricDifference(expected.flags).contains(.lookalike) else { continue }
      // The pattern has the kanji: a katakana may imitate it, a hiragana cannot.
      if expected.flags.contains(.lookalike), expected.script == .kanji, unit.script != .katakana { return false }
      guard unit.script == .kanji else { continue }
      imitations += 1
      for neighbour in [place - 1, place + 1] where span.contains(neighbour) {
        if units[neighbour].script == .hiragana { return false }
      }
    }
    guard imitations > 0 else { return true }
    if candidate.first.script == .kanji, candidate.before?.script == .kanji { return false }
    if candidate.last.script == .kanji, candidate.after?.script == .kanji { return false }
    return span.contains { units[$0].script == .katakana } || (imitations > 1 && span.count > 2)
  }

  private static let longLatinWord = 6

  /// Symbols may stand anywhere. Spaces and line ends may if a letter stands alone, as nobody writes by accident; marks
  /// that end a clause only if every letter does (し、ね, but not 楽しいし、ねむい).
  private static func gapsFit(_ candidate: Candidate) -> Bool {
    let gaps = candidate.innerGaps
    let span = candidate.span
    if gaps.contains(.clause) {
      // A mark after every letter of a word of three (く、た、ば、れよ) is written by nobody by accident, whatever stands beside.
      if span.count >= 3, span.dropFirst().allSatisfy({ !candidate.units[$0].gap.isEmpty }) { return true }
      return span.allSatisfy(candidate.isIsolated)
    }
    guard !gaps.isDisjoint(with: [.space, .newline]) else { return true }
    if span.allSatisfy({ candidate.units[$0].script == .latin }) {
      // "He's hit" has an s before "hit"; longer words are not met by accident.
      return span.count >= longLatinWord || span.allSatisfy(candidate.isIsolated)
    }
    return span.count <= 2 ? candidate.isIsolated(span.lowerBound) : span.contains(where: candidate.isIsolated)
  }
}
