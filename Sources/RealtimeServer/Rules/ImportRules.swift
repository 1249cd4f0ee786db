import Community
import Moderation
import Persistence
import Wire

/// Takes rules from a file. What is new only observes until a person switches it on; what is there already, however it is
/// written, is reported, and changed when the file says something else of exactly that word.
struct ImportRules: Sendable {
  let dependencies: Dependencies

  /// When it returns, and unless it was a preview, the rules are on disk and in force.
  func callAsFunction(_ request: RuleImportRequest, by member: MemberSummary, in language: Language) async throws
    -> RuleImportResponse
  {
    let table = RuleTable(reading: request.text, RuleTable.Format(request.format))
    let rules = try await dependencies.database.rules.all().rules
    var seen = Dictionary(rules.map { ($0.body.foldedKey, Seen.rule($0)) }, uniquingKeysWith: { first, _ in first })
    var added: [RuleBody] = []
    var changed: [(id: RuleID, body: RuleBody)] = []
    var duplicates: [RuleImportResponse.Remark] = []
    for row in table.rows {
      switch seen[row.body.foldedKey] {
      case nil:
        var body = row.body
        body.isObserving = true
        added.append(body)
        seen[row.body.foldedKey] = .line(row.line, row.body.phrase)
      case .line(let line, let phrase):
        let text = LocalizedText(
          ja: "「\(row.body.phrase)」は\(line)行目の「\(phrase)」と同じです。",
          en: "“\(row.body.phrase)” is the same as “\(phrase)” in line \(line).")
        duplicates.append(.init(line: row.line, message: text[language]))
      case .rule(let rule):
        let text = LocalizedText(
          ja: "「\(row.body.phrase)」は登録済みの「\(rule.body.phrase)」と同じです。",
          en: "“\(row.body.phrase)” is the same as the rule “\(rule.body.phrase)”.")
        duplicates.append(.init(line: row.line, message: text[language]))
        let merged = rule.body.taking(row)
        if rule.body.phrase == row.body.phrase, merged != rule.body { changed.append((rule.id, merged)) }
        seen[row.body.foldedKey] = .line(row.line, row.body.phrase)
      }
    }
    if !request.isPreview {
      try await dependencies.database.rules.importAll(
        adding: added, changing: changed, by: member.id, at: dependencies.now())
      try await dependencies.ruleBook.refresh()
    }
    return RuleImportResponse(
      added: added.count, changed: changed.count, duplicates: duplicates,
      errors: table.faults.map { .init(line: $0.line, message: $0.text[language]) })
  }

  private enum Seen {
    case rule(Rule)
    case line(Int, String)
  }
}

extension RuleBody {
  /// This rule with what a row says of it: an empty cell says nothing. Scope, conditions, expiry and observing are in no
  /// file, so they stay.
  fileprivate func taking(_ row: RuleTable.Row) -> RuleBody {
    let other = row.body
    var body = self
    body.reading = other.reading ?? reading
    body.romaji = other.romaji ?? romaji
    if !other.spellings.isEmpty { body.spellings = other.spellings }
    if !other.exceptions.isEmpty { body.exceptions = other.exceptions }
    if row.given.contains("action") { body.action = other.action }
    if row.given.contains("preset") { body.strictness = other.strictness }
    if row.given.contains("category") { body.category = other.category }
    if row.given.contains("showsPhrase") { body.showsPhrase = other.showsPhrase }
    body.reason = other.reason ?? reason
    body.note = other.note ?? note
    return body
  }
}
