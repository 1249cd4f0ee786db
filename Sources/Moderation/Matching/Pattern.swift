import Folding

/// One spelling of a watched word, or one innocent phrase, folded and ready to be compared.
struct Pattern: Sendable {
  enum Role: Sendable {
    /// Found means the word was found, if verification agrees.
    case spelling
    /// Found means that the word inside it is innocent.
    case exception
  }

  /// Index of the word in the screener's list.
  let word: Int
  let role: Role
  let units: [FoldedUnit]
  /// What a text may have done to the letters.
  let allowed: FoldFlags

  /// - Returns: `nil` when nothing is left to compare, or so little that it would be found everywhere: a single letter
  ///   that is not repeated (unless the word is to be found exactly as it stands).
  init?(_ spelling: String, word: Int, role: Role, strictness: Strictness) {
    let units = ModerationFold.fold(spelling)
    guard let first = units.first, units.count > 1 || first.run > 1 || strictness == .exact else { return nil }
    self.word = word
    self.role = role
    self.units = units
    self.allowed = role == .exception ? Self.allowedInExceptions : strictness.allowedFolds
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
