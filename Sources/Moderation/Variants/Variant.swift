import Folding

/// Another way to write a watched phrase, made when a rule is compiled, never while a text is read.
struct Variant: Hashable, Sendable {
  /// Where the variant may begin and end.
  enum Edges: Hashable, Sendable {
    /// Where words do.
    case word
    /// Only where nothing touches it: the signs are too ordinary in company.
    case alone
  }

  let text: String
  let origin: PatternOrigin
  let edges: Edges
  /// The least strictness at which it is looked for.
  let from: Strictness

  init(_ text: String, _ origin: PatternOrigin, edges: Edges = .word, from: Strictness = .strict) {
    self.text = text
    self.origin = origin
    self.edges = edges
    self.from = from
  }
}

extension WatchedWord {
  /// Every way of writing the word that is looked for at its strictness; the phrase itself first, none twice.
  var variants: [Variant] {
    var variants = [phrase, reading].compactMap { $0 }.map { Variant($0, .spelling, from: .exact) }
    variants += spellings.map { Variant($0, .spelling, from: .exact) }
    variants += Romaji.variants(of: self)
    variants += MixedScript.variants(phrase: phrase, reading: kana)
    variants += SoundDigits.variants(of: kana)
    variants += Substitutes.variants(of: self)
    variants += Homophones.variants(of: kana)
    variants += SplitKanji.variants(of: phrase)
    variants += Reshaping.variants(of: self)
    var seen: Set<String> = []
    return variants.filter { $0.from <= strictness && seen.insert($0.text).inserted }
  }

  /// How the word is plainly written in kana, for a dictionary that lacks it. None that is made of particles alone.
  public var kanaSpellings: [String] {
    let given = ([phrase, reading].compactMap { $0 } + spellings).filter {
      $0.unicodeScalars.allSatisfy(KanaText.isKana)
    }
    let both = given.flatMap { [$0, KanaText.hiragana($0), KanaText.katakana($0)] }
    return both.filter { (2...8).contains($0.count) && !WordEdges.isMadeOfParticles(KanaText.hiragana($0)) }
  }

  /// The word in kana: its reading, or itself when it is written so. `nil` when nobody said how it is read.
  var kana: String? {
    if let reading { return reading }
    return phrase.unicodeScalars.allSatisfy(KanaText.isKana) ? KanaText.hiragana(phrase) : nil
  }
}
