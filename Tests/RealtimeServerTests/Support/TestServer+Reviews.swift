import Community
import Foundation
import Moderation
import Persistence
import Testing
import Wire

@testable import RealtimeServer

extension TestServer {
  /// Words with each action, in force from now on.
  func watchWords() {
    func word(_ phrase: String, _ action: Action, shows: Bool = true) -> WatchedWord {
      WatchedWord(
        phrase: phrase, action: action, category: .insult,
        reason: LocalizedText(ja: "人を傷つける言葉です。", en: "These words hurt people."), showsPhrase: shows)
    }
    dependencies.screener.replace(
      with: Screener(
        words: [word("ほりゅうご", .hold), word("ようかくにんご", .flag), word("かんがえなおしご", .nudge), word("きんしご", .block)],
        version: 7))
  }

  /// Sends the notices that are due.
  func sendNotices() async throws {
    try await NoticeSender(
      notices: dependencies.database.notices, hub: dependencies.hub, now: { clock.now }, logger: log.logger
    ).sendDue()
  }

  func audit() async throws -> [String] {
    try await dependencies.database.audit.entries(limit: 100).map(\.action)
  }
}

extension Browser {
  func reviews(_ query: String = "") async throws -> ReviewsResponse {
    try ReviewsResponse(decoding: try await get("/api/reviews" + query).body)
  }

  func decide(_ item: ReviewItemID, _ body: [String: any Sendable]) async throws -> Answer {
    try await post("/api/reviews/\(item)/decision", body)
  }

  /// A decision that must succeed.
  func decided(_ item: ReviewItemID, _ kind: String, _ more: [String: any Sendable] = [:]) async throws
    -> DecisionResponse
  {
    let answer = try await decide(item, more.merging(["kind": kind]) { $1 })
    try #require(answer.status == 200, "\(answer.text)")
    return try DecisionResponse(decoding: answer.body)
  }

  func undone(_ item: ReviewItemID) async throws -> DecisionResponse {
    let answer = try await post("/api/reviews/\(item)/undo")
    try #require(answer.status == 200, "\(answer.text)")
    return try DecisionResponse(decoding: answer.body)
  }

  func notices() async throws -> NoticesResponse {
    try NoticesResponse(decoding: try await get("/api/me/notices").body)
  }

  func report(_ message: MessageID, _ reason: String = "spam", note: String? = nil) async throws -> Answer {
    var body: [String: any Sendable] = ["reason": reason]
    body["note"] = note
    return try await post("/api/messages/\(message)/reports", body)
  }
}
