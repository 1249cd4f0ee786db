/// Makes display names comparable so that no two members look the same: two names with one key are one name.
///
/// Stronger than `SearchFold` where the eye is: look-alike letters (Cyrillic а for a, 力 for カ, 0 for o), small kana,
/// old forms of kanji, spaces and punctuation make no difference. Never shown; never used for search.
public enum NameFold {
  /// Raise when any result changes: stored keys are then computed again.
  public static let version = 1

  /// The uniqueness key of a name.
  ///
  /// Empty when nothing of the name is visible (only joiners, selectors, spaces): such a name must be refused.
  /// A name of nothing but punctuation is its own key.
  public static func key(_ name: String) -> String {
    let folded = SearchFold.fold(name).text
    let letters = letterKey(folded)
    guard letters.isEmpty else { return letters }
    return String(folded.filter { !$0.isWhitespace })
  }

  private static func letterKey(_ folded: String) -> String {
    let table = FoldTable.shared
    var key = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars where table[scalar.value].scalarClass.contains(.word) {
      // A mark left over after composition decorates a letter; it does not make another name.
      if table[scalar.value].combiningClass != 0 { continue }
      key.append(strongest(scalar, table))
    }
    return String(key)
  }

  private static func strongest(_ scalar: Unicode.Scalar, _ table: FoldTable) -> Unicode.Scalar {
    var letter = plainForm(of: scalar, table)
    let lookalike = table[letter.value].lookalike
    if lookalike != 0 { letter = Unicode.Scalar(UInt32(lookalike)) ?? letter }
    return largeKana[letter] ?? sameShape[letter] ?? letter
  }

  /// The everyday form of a kanji variant, the letter in a dark circle. 嶋 stays: 鹿島 and 鹿嶋 are different towns.
  private static func plainForm(of scalar: Unicode.Scalar, _ table: FoldTable) -> Unicode.Scalar {
    let record = table[scalar.value]
    guard record.kind == .letter, record.unitsLength == 1, !record.flags.isDisjoint(with: [.kanjiVariant, .enclosed]),
      !"嶋嶌".unicodeScalars.contains(scalar)
    else { return scalar }
    return Unicode.Scalar(table.pool[Int(record.unitsPlace)]) ?? scalar
  }

  private static let largeKana: [Unicode.Scalar: Unicode.Scalar] = pairs("ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ")

  /// Digits and letters that share a shape, and the bar-shaped signs.
  private static let sameShape: [Unicode.Scalar: Unicode.Scalar] = pairs("0o〇o1lil一ーㅡー")

  private static func pairs(_ text: String) -> [Unicode.Scalar: Unicode.Scalar] {
    let scalars = Array(text.unicodeScalars)
    return Dictionary(
      stride(from: 0, to: scalars.count, by: 2).map { (scalars[$0], scalars[$0 + 1]) },
      uniquingKeysWith: { first, _ in first })
  }
}
