public import Community

/// A phrase the community watches, with what to do when it is found and the reason told to the author.
public struct WatchedWord: Hashable, Sendable {
  /// The word as moderators know it: 死ね.
  public let phrase: String
  /// How it is read, in kana. From it come the kana, Latin letters, digits and other kanji it can be disguised with.
  public let reading: String?
  /// In Latin letters, where the reading does not say it.
  public let romaji: String?
  /// Other ways to write it, found as the word itself.
  public let spellings: [String]
  public let action: Action
  public let category: Category
  /// Told to the author.
  public let reason: LocalizedText
  /// Whether the author is shown what was found. False where that would only teach evasion.
  public let showsPhrase: Bool
  /// How far a text may depart from the phrase and still be it.
  public let strictness: Strictness
  /// Innocent phrases that contain the word: 必死ね for 死ね. They cover a hit they contain wholly.
  public let exceptions: [String]
  /// The rule it is of; `nil` for words that are in no list of rules.
  public let rule: RuleReference?

  public init(
    phrase: String, reading: String? = nil, romaji: String? = nil, spellings: [String] = [], action: Action,
    category: Category, reason: LocalizedText,
    showsPhrase: Bool = true, strictness: Strictness = .strict, exceptions: [String] = [],
    rule: RuleReference? = nil
  ) {
    self.phrase = phrase
    self.reading = reading.map(KanaText.hiragana)
    self.romaji = romaji
    self.spellings = spellings
    self.action = action
    self.category = category
    self.reason = reason
    self.showsPhrase = showsPhrase
    self.strictness = strictness
    self.exceptions = exceptions
    self.rule = rule
  }
}

/// How far a text may depart from a watched phrase. Each adds to the one before.
public enum Strictness: Int, CaseIterable, Comparable, Sendable {
  /// Full or half width, upper or lower case.
  case exact
  /// Katakana for hiragana, small kana, separate voicing marks, iteration marks, old kanji, enclosed letters.
  case standard
  /// Prolonged and repeated sounds, symbols in between, look-alike letters.
  case strict
  /// Spaces and line ends in between, digits for letters.
  case aggressive

  public static func < (left: Strictness, right: Strictness) -> Bool { left.rawValue < right.rawValue }
}
