/// What a scalar is, for splitting text into words.
struct ScalarClass: OptionSet, Sendable {
  let rawValue: UInt8
  /// Letter, number, mark, or a symbol such as an emoji: part of a searchable word.
  static let word = ScalarClass(rawValue: 1)
  static let kana = ScalarClass(rawValue: 2)
  /// 〜 and its like, which prolong the kana before them.
  static let wave = ScalarClass(rawValue: 4)
  /// Hyphens and dashes, which prolong between kana.
  static let dash = ScalarClass(rawValue: 8)
  /// May join the scalar before it in canonical composition.
  static let composesBackward = ScalarClass(rawValue: 16)
  /// Kept as it is inside a token by every version of SQLite's `unicode61`.
  static let plainToken = ScalarClass(rawValue: 32)
}

/// What the moderation fold does with a scalar. The order is that of `KINDS` in bin/folding/moderation_fold.py.
enum ScalarKind: UInt8, Sendable {
  /// Becomes units.
  case letter
  /// Invisible: nothing at all, not even a gap.
  case ignored
  case newline
  case space
  /// Ends a clause: words rarely go on beyond it.
  case clause
  case symbol
  /// A sign that commonly stands for a hidden letter: ○.
  case mask
  /// ゛ and its combining and half-width forms.
  case voicing
  /// ゜
  case halfVoicing
  /// ー, 〜 and dashes: prolong the kana before them.
  case prolong
  /// 々, ゝ: repeat the letter before them.
  case iteration
  /// Becomes other scalars, each folded by its own kind: ㈱ is (株).
  case expansion
  /// @ or $: a letter when beside a Latin letter.
  case leetSymbol
  /// Taken apart by arithmetic.
  case hangul
  /// 一: between two katakana a prolonged sound.
  case kanjiOne
}
