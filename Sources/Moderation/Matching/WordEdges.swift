import Folding

/// Whether a candidate begins and ends where words do. Japanese has no spaces: scripts, particles and the ends of clauses
/// must say it.
enum WordEdges {
  static func fit(_ candidate: Candidate, _ needed: FoldFlags, asksDictionary: Bool) -> Bool {
    latinFits(candidate) && katakanaFits(candidate) && !endsInDoubling(candidate)
      && (asksDictionary && isAskedAboutBorders(candidate, needed) || hiraganaFits(candidate, needed))
  }

  /// パパかっこいい: a small っ doubles what follows it and ends no word.
  private static func endsInDoubling(_ candidate: Candidate) -> Bool {
    guard let expected = candidate.pattern.units.last, candidate.after != nil else { return false }
    return candidate.last.scalar == smallTsu && candidate.last.flags.contains(.small)
      && !expected.flags.contains(.small)
  }

  /// つ, which っ is folded to.
  private static let smallTsu: UInt32 = 0x3064

  private static func isAskedAboutBorders(_ candidate: Candidate, _ needed: FoldFlags) -> Bool {
    switch MorphologicalVeto.question(candidate, needed: needed) {
    case .borders, .bordersOfAnotherWord: !areParticles(candidate)
    case .ownWord, nil: false
    }
  }

  /// し and ね are words to a dictionary wherever they stand; only their neighbours tell 死ね from 楽しいしね.
  private static func areParticles(_ candidate: Candidate) -> Bool {
    candidate.span.count == 2
      && candidate.span.allSatisfy {
        candidate.units[$0].script.isKana && particles.contains(candidate.units[$0].scalar)
      }
  }

  static func isMadeOfParticles(_ hiragana: String) -> Bool {
    hiragana.count <= 2 && hiragana.unicodeScalars.allSatisfy { particles.contains($0.value) }
  }

  private static let particles = Set("しねかがはもにをとでやよなのへてわさぞぜ".unicodeScalars.map(\.value))

  /// No Latin letter or digit may touch a word that begins or ends with one: `shit` in Matsushita, 4ね in 24ねん.
  private static func latinFits(_ candidate: Candidate) -> Bool {
    func isAlphanumeric(_ unit: FoldedUnit?) -> Bool { unit?.script == .latin || unit?.script == .digit }
    return !(isAlphanumeric(candidate.first) && isAlphanumeric(candidate.before))
      && !(isAlphanumeric(candidate.last) && isAlphanumeric(candidate.after))
  }

  /// A run of katakana is one word, so a short word inside it is not there: カス in カステラ. Only in a sentence written in
  /// katakana throughout may a particle come before the word (オマエハシネ).
  private static func katakanaFits(_ candidate: Candidate) -> Bool {
    guard candidate.span.count <= 3 else { return true }
    if candidate.last.script == .katakana, candidate.after?.script == .katakana { return false }
    guard candidate.first.script == .katakana, let before = candidate.before, before.script == .katakana else {
      return true
    }
    return Particles.areBefore(before, nil) && isKatakanaSentence(candidate)
  }

  /// True when everything from the gap before the span is katakana, and enough to be a sentence.
  private static func isKatakanaSentence(_ candidate: Candidate) -> Bool {
    var place = candidate.span.upperBound - 1
    while candidate.units[place].script == .katakana {
      guard place > 0, candidate.units[place].gap.isEmpty else {
        return candidate.span.upperBound - place >= shortestSentence
      }
      place -= 1
    }
    return false
  }

  private static let shortestSentence = 5

  // MARK: - Hiragana

  /// Hiragana touching a short word in hiragana must be a particle, or the word is only part of others: しね in
  /// 楽しいしねえ. Not asked where the spelling itself gives the disguise away.
  private static func hiraganaFits(_ candidate: Candidate, _ needed: FoldFlags) -> Bool {
    let giveaways: FoldFlags = [.symbolGap, .spaceGap, .voicing, .enclosed, .iterated, .lookalike]
    guard candidate.span.count <= 4, needed.isDisjoint(with: giveaways), candidate.pattern.origin != .masked,
      !Disguise.isEvident(candidate) || areParticles(candidate)
    else { return true }
    return beginFits(candidate) && endFits(candidate)
  }

  private static func beginFits(_ candidate: Candidate) -> Bool {
    guard candidate.first.script == .hiragana, let before = candidate.before else { return true }
    if candidate.span.count <= 2, !isOddlyWritten(candidate) {
      // 動|かす, 楽|しね: hiragana after kanji is mostly the end of a word.
      return before.script != .hiragana && before.script != .kanji
    }
    guard before.script == .hiragana else { return before.script != .kanji || candidate.span.count > 2 }
    let place = candidate.span.lowerBound - 1
    let second = place > 0 && before.gap.isEmpty ? candidate.units[place - 1] : nil
    return Particles.areBefore(before, second) && !lengthens(before, candidate.first)
  }

  private static func endFits(_ candidate: Candidate) -> Bool {
    guard candidate.last.script == .hiragana, let after = candidate.after, after.script == .hiragana else {
      return true
    }
    let next = candidate.span.upperBound + 1
    let second = next < candidate.units.count && candidate.units[next].gap.isEmpty ? candidate.units[next] : nil
    return Particles.areAfter(after, second, isVerb: candidate.first.script == .kanji)
  }

  /// Prolonged inside or in both kana (しぃね, くズ): not how a word is formed by chance, though it happens at its end.
  private static func isOddlyWritten(_ candidate: Candidate) -> Bool {
    let inner = candidate.span.dropLast()
    return inner.contains { candidate.units[$0].flags.contains(.prolonged) || candidate.units[$0].run > 1 }
      || candidate.span.contains { candidate.units[$0].script == .katakana }
  }

  /// とうざいせん: う after an o- or u-sound lengthens it and begins no word.
  private static func lengthens(_ before: FoldedUnit, _ first: FoldedUnit) -> Bool {
    first.scalar == 0x3046 && longBeforeU.contains(before.scalar)
  }

  private static let longBeforeU = Set("おこそとのほもよろごぞどぼぽうくすつぬふむゆるぐずぶぷ".unicodeScalars.map(\.value))
}
