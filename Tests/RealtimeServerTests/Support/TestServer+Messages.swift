import Community
import Foundation
import Persistence
import Testing

@testable import RealtimeServer

extension TestServer {
  /// A published message, as if its author had sent it over a socket.
  @discardableResult
  func publish(_ body: String, in slug: String, by author: Browser, thread: MessageID? = nil) async throws -> Message {
    let draft = Draft(
      roomID: try room(slug).id, threadID: thread, author: try #require(author.member), body: body, mentions: [],
      key: UUID().uuidString, at: clock.now, held: nil)
    let appended = try await answer { dependencies.database.messages.append(draft, completion: $0) }
    guard case .published(let publication) = appended else {
      throw Refusal.heldForReview
    }
    return publication.message
  }

  func edit(_ message: Message, to body: String, by author: Browser) async throws {
    let member = try #require(author.member).id
    _ = try await answer {
      dependencies.database.messages.edit(
        message: message.id, by: member, body: body, mentions: [], at: clock.now, completion: $0)
    }
  }

  func hide(_ message: Message, by moderator: Browser) async throws {
    let member = try #require(moderator.member).id
    _ = try await answer {
      dependencies.database.messages.hide(
        message: message.id, by: member, reason: nil, at: clock.now, completion: $0)
    }
  }

  /// Brings the search index up to date.
  func index() async throws {
    while try await dependencies.database.search.indexPending(limit: 1_000) == 1_000 {}
  }

  private func answer<Value: Sendable>(
    _ start: (@escaping @Sendable (Result<Value, Refusal>) -> Void) -> Void
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      start { continuation.resume(with: $0.mapError { $0 as any Error }) }
    }
  }
}
