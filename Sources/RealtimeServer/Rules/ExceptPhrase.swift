import Community
import Moderation
import Persistence

/// A moderator found that rules were wrong about some words: those words become an exception of the rules.
struct ExceptPhrase: Sendable {
  let dependencies: Dependencies

  /// When it returns, the exception is in force and in the audit log. Only rules that fire in the phrase itself get it:
  /// an exception covers a hit that it contains wholly, so others would gain nothing.
  func callAsFunction(_ phrase: String, in hits: [RuleHit], of review: ReviewItemID, by member: MemberID) async throws {
    let firing = Set(
      dependencies.screener.current.screen(phrase, in: ScreeningContext(.unknown, at: dependencies.now())).hits
        .compactMap(
          \.rule))
    try await change(hits, review, member) { id, body in
      guard firing.contains(id), !body.exceptions.contains(phrase) else { return body }
      var body = body
      body.exceptions.append(phrase)
      return body
    }
  }

  /// The decision was taken back.
  func takeBack(_ phrase: String, in hits: [RuleHit], of review: ReviewItemID, by member: MemberID) async throws {
    try await change(hits, review, member) { _, body in
      var body = body
      body.exceptions.removeAll { $0 == phrase }
      return body
    }
  }

  private func change(
    _ hits: [RuleHit], _ review: ReviewItemID, _ member: MemberID,
    _ change: @escaping @Sendable (RuleID, RuleBody) -> RuleBody
  ) async throws {
    let rules = Set(hits.compactMap { Int64($0.rule).map { RuleID($0) } })
    guard !rules.isEmpty else { return }
    for rule in rules.sorted() {
      do {
        _ = try await dependencies.database.rules.change(
          rule, by: member, reason: "review:\(review)", at: dependencies.now()
        ) { change(rule, $0) }
      } catch Refusal.notFound {
        // Removed meanwhile: nothing is left to except from.
        continue
      }
    }
    try await dependencies.ruleBook.refresh()
  }
}
