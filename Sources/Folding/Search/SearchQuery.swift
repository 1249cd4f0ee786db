/// What a member searches for, ready to become SQL. No text of the member reaches `MATCH` unquoted.
///
/// ```sql
/// SELECT m.* FROM message_fts f JOIN message m ON m.id = f.rowid
/// WHERE f.message_fts MATCH :matchExpression
///   -- for each group of containsTerms, one of its spellings:
///   AND (instr(m.folded, ?) > 0 OR instr(m.folded, ?) > 0)
///   -- for each of excludedTerms:
///   AND instr(m.folded, ?) = 0
/// ORDER BY f.rowid DESC LIMIT 50
/// ```
public struct SearchQuery: Hashable, Sendable {
  /// For `MATCH`: AND of the terms, each an OR of its spellings, each an AND of its quoted tokens.
  public let matchExpression: String
  /// Groups to check on the folded column: a message must contain at least one spelling of every group.
  /// Terms whose tokens are exact already are left out.
  public let containsTerms: [[String]]
  /// Folded terms (`-語`) that a message must not contain.
  public let excludedTerms: [String]
  /// Every spelling searched for, folded; what `highlights(in:)` marks.
  public let spellings: [String]

  /// Where the terms stand in `body`, as UTF-16 ranges of whole characters, ascending, neither touching nor
  /// overlapping. Linear in the length of `body` for each spelling.
  public func highlights(in body: String) -> [Range<Int>] {
    let folded = SearchFold.fold(body)
    let found = spellings.flatMap { folded.originalRanges(of: $0) }
      .map { body.wholeCharacters(around: $0) }
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var merged: [Range<Int>] = []
    for range in found {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension String {
  /// The UTF-16 range widened to whole grapheme clusters.
  func wholeCharacters(around range: Range<Int>) -> Range<Int> {
    let lower = utf16.index(utf16.startIndex, offsetBy: range.lowerBound, limitedBy: utf16.endIndex) ?? utf16.endIndex
    let upper = utf16.index(utf16.startIndex, offsetBy: range.upperBound, limitedBy: utf16.endIndex) ?? utf16.endIndex
    guard lower < upper else { return range.lowerBound..<range.lowerBound }
    let start = index(before: index(after: lower))
    let end = index(after: utf16.index(before: upper))
    return utf16.distance(from: startIndex, to: start)..<utf16.distance(from: startIndex, to: end)
  }
}
