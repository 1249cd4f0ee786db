extension Bigrams {
  /// Longest part of a query that is read, in folded scalars.
  public static let maximumQueryLength = 100

  /// Reads what a member typed: terms separated by white space or punctuation must all be there; `-語` must not.
  /// A term is searched in up to `SpellingVariants.maximum` spellings (龍ケ崎 also finds 龍ヶ崎 and 龍が崎).
  ///
  /// - Parameter rooms: identifiers of the rooms to search; empty searches all. The SQL still re-checks visibility.
  /// - Returns: `nil` when nothing remains to search for (only punctuation, only excluded terms).
  public static func query(_ input: String, rooms: [Int64] = []) -> SearchQuery? {
    let (terms, excluded) = read(input)
    guard !terms.isEmpty else { return nil }
    let groups = terms.map(SpellingVariants.spellings)
    var parts = groups.map { anyOf($0.map(allTokens)) }
    if !rooms.isEmpty { parts.insert(anyOf(rooms.map { quoted(roomToken($0)) }), at: 0) }
    // Longer excluded terms are left to `instr`: their pairs may all stand in a message that does not contain them.
    let exactExclusions = excluded.filter(isExact).map(allTokens)
    let positive = parts.joined(separator: " AND ")
    return SearchQuery(
      matchExpression: exactExclusions.isEmpty ? positive : "(\(positive)) NOT \(anyOf(exactExclusions))",
      containsTerms: groups.filter { !$0.allSatisfy(isExact) }.map { $0.map(string) },
      excludedTerms: excluded.map(string),
      spellings: groups.flatMap { $0.map(string) })
  }

  /// The terms and the excluded terms of a query, folded, each once. The minus sign is read before folding, which
  /// would take it for a prolonged sound.
  private static func read(_ input: String) -> (terms: [[Unicode.Scalar]], excluded: [[Unicode.Scalar]]) {
    var terms: [[Unicode.Scalar]] = []
    var excluded: [[Unicode.Scalar]] = []
    var remaining = maximumQueryLength
    for chunk in input.prefix(maximumQueryLength * 2).split(whereSeparator: \.isWhitespace) {
      let isExcluded = chunk.count > 1 && chunk.first.map { "-－−".contains($0) } ?? false
      for word in words(of: SearchFold.fold(String(isExcluded ? chunk.dropFirst() : chunk)).text) {
        guard remaining > 0 else { return (terms, excluded) }
        let term = Array(word.prefix(remaining))
        remaining -= term.count
        if isExcluded {
          if !excluded.contains(term) { excluded.append(term) }
        } else if !terms.contains(term) {
          terms.append(term)
        }
      }
    }
    return (terms, excluded)
  }

  private static func allTokens(_ word: [Unicode.Scalar]) -> String {
    // A single character is the beginning of its pairs, or stands alone at a word's end.
    if word.count == 1 { return quoted(tokens(of: word)[0]) + "*" }
    let all = tokens(of: word).map(quoted)
    return all.count == 1 ? all[0] : "(" + all.joined(separator: " AND ") + ")"
  }

  private static func anyOf(_ expressions: [String]) -> String {
    expressions.count == 1 ? expressions[0] : "(" + expressions.joined(separator: " OR ") + ")"
  }

  /// Tokens hold no quotation mark, but doubling costs nothing and needs no proof.
  private static func quoted(_ token: String) -> String {
    "\"" + token.flatMap { $0 == "\"" ? "\"\"" : String($0) } + "\""
  }

  private static func string(_ word: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: word)
    return String(view)
  }
}
