import Folding

/// Ways of writing a word that nobody uses who means another one.
enum Disguise {
  /// Words of this length are not met by chance with a sound drawn out inside.
  private static let longWord = 4

  /// Whether the spelling alone gives the word away, whatever stands beside it.
  static func isEvident(_ candidate: Candidate) -> Bool {
    if mixesKana(candidate) || hasStrangeSmallVowel(candidate) { return true }
    let stretched = stretchedInside(candidate)
    return stretched > 1 || (stretched == 1 && (candidate.span.count >= longWord || isDrawnOut(candidate)))
  }

  /// Words of hiragana are not written with ー or a small vowel inside, but for a few that a dictionary has (らーめん). An
  /// interjection is (あーほうじ茶), so a vowel of its own says nothing. Nor does a letter written twice: いいじゃ.
  private static func isDrawnOut(_ candidate: Candidate) -> Bool {
    candidate.span.allSatisfy { candidate.units[$0].script == .hiragana }
      && zip(candidate.span, candidate.pattern.units).dropLast().contains { place, expected in
        let unit = candidate.units[place]
        return unit.flags.contains(.prolonged) && !expected.flags.contains(.prolonged) && unit.run == expected.run
          && !vowels.contains(unit.scalar)
      }
  }

  /// くズ.
  static func mixesKana(_ candidate: Candidate) -> Bool {
    candidate.span.contains { candidate.units[$0].script == .katakana }
      && candidate.span.contains { candidate.units[$0].script == .hiragana }
  }

  /// How many letters before the last are drawn out or repeated more than the word's own: くくたたばばれ.
  static func stretchedInside(_ candidate: Candidate) -> Int {
    zip(candidate.span, candidate.pattern.units).dropLast().count { place, expected in
      let unit = candidate.units[place]
      return unit.run > expected.run || !unit.flags.symmetricDifference(expected.flags).isDisjoint(with: .prolonged)
    }
  }

  /// きぇろ: a small vowel in hiragana where the word has a large one.
  private static func hasStrangeSmallVowel(_ candidate: Candidate) -> Bool {
    zip(candidate.span, candidate.pattern.units).contains { place, expected in
      let unit = candidate.units[place]
      return unit.script == .hiragana && vowels.contains(unit.scalar) && unit.flags.contains(.small)
        && !expected.flags.contains(.small)
    }
  }

  private static let vowels = Set("あいうえお".unicodeScalars.map(\.value))
}
