import Folding

/// One spelling of a watched word, or one innocent phrase, folded and ready to be compared.
struct Pattern: Sendable {
  enum Role: Sendable {
    /// Found means the word was found, if verification agrees.
    case spelling
    /// Found means that the word inside it is innocent.
    case exception
    /// Found means that detectors should look.
    case sign
  }

  /// The `word` of an innocent phrase that is meant for every word.
  static let everyWord = -1

  /// Index of the word in the screener's list.
  let word: Int
  let role: Role
  private(set) var units: [FoldedUnit]
  /// What a text may have done to the letters.
  let allowed: FoldFlags
  /// How it came from the word's phrase.
  private(set) var origin: PatternOrigin
  let edges: Variant.Edges

  /// - Returns: `nil` when nothing is left to compare, or so little that it would be found everywhere: a single letter
  ///   that is not repeated (unless the word is to be found exactly as it stands).
  init?(_ variant: Variant, word: Int, role: Role, strictness: Strictness) {
    let withMasks = ModerationFold.fold(variant.text, keepsMasks: true)
    let hidesLetter = role == .spelling && withMasks.dropFirst().dropLast().contains(where: \.isMask)
    let units = hidesLetter ? withMasks : ModerationFold.fold(variant.text)
    guard let first = units.first, units.count > 1 || first.run > 1 || strictness == .exact else { return nil }
    self.word = word
    self.role = role
    self.units = units
    self.origin = hidesLetter ? .masked : variant.origin
    self.edges = variant.edges
    self.allowed = role == .exception ? Self.allowedInExceptions : Self.allowed(variant, strictness)
  }

  /// The pattern with one of its letters hidden.
  private init(masking place: Int, of pattern: Pattern) {
    self = pattern
    var units = pattern.units
    units[place].hide()
    self.units = units
    self.origin = .masked
  }

  /// Every way to hide one letter; none for short patterns, of which too little would be left.
  var masked: [Pattern] {
    guard role == .spelling, units.count >= Self.shortestMasked, origin == .spelling, edges == .word else { return [] }
    return units.indices.map { Pattern(masking: $0, of: self) }
  }

  private static let shortestMasked = 3

  /// Whether the phrase itself hides a letter: キ○ガイ. It is looked for with its sign; without, a text that hides nothing
  /// would have it.
  var isWrittenWithMask: Bool { origin == .masked }

  /// The pattern with each repeated letter written out, as it stands in a text with signs in between: パ・パ・活. `nil` when
  /// it has none.
  var writtenOut: Pattern? {
    guard role == .spelling, units.contains(where: { (2...4).contains($0.run) }) else { return nil }
    var pattern = self
    pattern.units = units.flatMap { unit in
      var single = unit
      single.run = 1
      return [FoldedUnit](repeating: single, count: Int(unit.run))
    }
    return pattern
  }

  /// A strange shape and drawn-out sounds together are met by chance: パーカー is no disguise of ばか.
  private static func allowed(_ variant: Variant, _ strictness: Strictness) -> FoldFlags {
    switch variant.origin {
    case .halfVoiced, .reversed, .homophone:
      strictness.allowedFolds.subtracting([.prolonged, .repeated, .spaceGap, .lookalike, .small])
    case .digits: strictness.allowedFolds.subtracting([.leet])
    default: strictness.allowedFolds
    }
  }

  /// An innocent phrase is written as people write: no symbols in between, no look-alikes, in its own kana.
  private static let allowedInExceptions: FoldFlags = [
    .width, .letterCase, .small, .kanjiVariant, .iterated, .prolonged, .phonetic,
  ]
}

extension Strictness {
  /// The folds a text may need to become the phrase.
  var allowedFolds: FoldFlags {
    switch self {
    case .exact: [.width, .letterCase]
    case .standard:
      Strictness.exact.allowedFolds.union([.katakana, .small, .iterated, .voicing, .kanjiVariant, .enclosed])
    case .strict:
      Strictness.standard.allowedFolds.union([.prolonged, .repeated, .symbolGap, .lookalike, .phonetic])
    case .aggressive: Strictness.strict.allowedFolds.union([.spaceGap, .halfVoiced, .leet])
    }
  }
}
