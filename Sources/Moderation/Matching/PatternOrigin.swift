public import Community

/// How a pattern came from a watched phrase: what was done to the phrase, not to the text.
public enum PatternOrigin: String, CaseIterable, Sendable {
  /// The phrase itself, its reading, or a spelling that a person gave.
  case spelling
  /// Written in Latin letters: baka.
  case romaji
  /// A part in kana, a part in kanji: バ鹿.
  case mixedScript
  /// Digits for sounds: 56す.
  case digits
  /// Other signs that a community knows for the word: 氏ね, タヒね.
  case substitute
  /// Another kanji of the same sound: 詩ね.
  case homophone
  /// A kanji taken to pieces: 言乍欺.
  case splitKanji
  /// One letter hidden: キ○ガイ.
  case masked
  /// ぱ for ば: ぱか.
  case halfVoiced
  /// Written backwards: イガチキ.
  case reversed
  /// The first letters of the lines.
  case lineHeads
  /// No word: a pattern that a detector knows.
  case detector

  /// For a moderator: what was seen through.
  public var label: LocalizedText {
    switch self {
    case .spelling: LocalizedText(ja: "そのままの書き方", en: "as written")
    case .romaji: LocalizedText(ja: "ローマ字", en: "Latin letters")
    case .mixedScript: LocalizedText(ja: "漢字とかなの交ぜ書き", en: "kanji and kana mixed")
    case .digits: LocalizedText(ja: "数字の当て字", en: "digits for sounds")
    case .substitute: LocalizedText(ja: "当て字", en: "signs known for the word")
    case .homophone: LocalizedText(ja: "同じ音の漢字", en: "kanji of the same sound")
    case .splitKanji: LocalizedText(ja: "分けて書いた漢字", en: "a kanji taken to pieces")
    case .masked: LocalizedText(ja: "伏せ字", en: "a hidden letter")
    case .halfVoiced: LocalizedText(ja: "半濁点の言いかえ", en: "p for b")
    case .reversed: LocalizedText(ja: "逆さ書き", en: "written backwards")
    case .detector: LocalizedText(ja: "型による検出", en: "found by its pattern")
    case .lineHeads: LocalizedText(ja: "行の頭の文字", en: "the first letters of the lines")
    }
  }
}
