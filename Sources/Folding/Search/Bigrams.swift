/// Japanese text cut into overlapping pairs of characters, so that SQLite's FTS5 finds words of any length.
///
/// The table they are for: `fts5(t, content='', detail=none, columnsize=0, prefix='1',
/// tokenize='unicode61 remove_diacritics 0')`. Every token made here is one token to `unicode61`.
public enum Bigrams {
  /// What the `t` column of a message holds: the room's token, then for each word all pairs of neighbouring characters
  /// and its last character alone, separated by spaces.
  ///
  /// A contentless table deletes by the same tokens: pass the stored folded text again.
  /// - Parameters:
  ///   - folded: `SearchFold.fold(body).text`.
  ///   - roomToken: `Bigrams.roomToken(_:)` of the room.
  public static func indexTokens(folded: String, roomToken: String) -> String {
    var tokens = roomToken
    for word in words(of: folded) {
      for (place, character) in word.enumerated() {
        tokens.unicodeScalars.append(" ")
        tokens.unicodeScalars.append(tokenScalar(character))
        if place + 1 < word.count { tokens.unicodeScalars.append(tokenScalar(word[place + 1])) }
      }
    }
    return tokens
  }

  /// The token that marks a message as one of `room`. Begins with U+E000, which no token of a text contains.
  public static func roomToken(_ room: Int64) -> String {
    "\u{E000}" + String(room, radix: 36)
  }

  /// The words of a folded text: runs of letters, digits, marks and symbols such as emoji.
  static func words(of folded: String) -> [[Unicode.Scalar]] {
    let table = FoldTable.shared
    var words: [[Unicode.Scalar]] = []
    var word: [Unicode.Scalar] = []
    for scalar in folded.unicodeScalars {
      if table[scalar.value].scalarClass.contains(.word) {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = []
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The pairs of a word as tokens, each once, in order; the whole word for one or two characters.
  static func tokens(of word: [Unicode.Scalar]) -> [String] {
    guard word.count > 1 else { return [token(word)] }
    var seen: Set<String> = []
    return zip(word, word.dropFirst()).map { token([$0, $1]) }.filter { seen.insert($0).inserted }
  }

  /// True when the word's tokens say exactly what it is, so that a match needs no second look at the text.
  static func isExact(_ word: [Unicode.Scalar]) -> Bool {
    word.count <= 2 && word.allSatisfy(isPlain)
  }

  private static func token(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(tokenScalar(scalar)) }
    return String(view)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    FoldTable.shared[scalar.value].scalarClass.contains(.plainToken)
  }

  /// What `unicode61` might split or change (marks, emoji, letters newer than its Unicode) is sent to private plane 15.
  private static func tokenScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !isPlain(scalar) else { return scalar }
    return Unicode.Scalar(0xF0000 + (scalar.value & 0xFFFF) % 0xFFFE) ?? scalar
  }
}
