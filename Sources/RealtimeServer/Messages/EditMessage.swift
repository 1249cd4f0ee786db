import Community
import Persistence

/// Editing one's own message. The new text passes the same screening; the old one is kept for moderators. A held message
/// may be edited while it waits.
struct EditMessage: Sendable {
  let dependencies: Dependencies

  /// When `completion` is called with a success, the edit is on disk and on its way to every subscriber.
  /// - Isolation: as `PostMessage`.
  func callAsFunction(
    _ message: MessageID, body text: String, by author: MemberSummary,
    completion: @escaping @Sendable (Result<Publication?, Rejection>) -> Void
  ) {
    do throws(Rejection) {
      let body = try Rejection.wrap { () throws(Refusal) in try MessageBody(text) }
      let screened = try dependencies.screenText(
        body.text, in: nil, by: author.role, of: TextSource(author: author.id, message: message))
      dependencies.database.messages.edit(
        message: message, by: author.id, body: screened.text,
        mentions: dependencies.names.mentions(in: screened.text), hits: screened.hits, held: screened.heldFor,
        at: dependencies.now(),
        allowedIn: dependencies.rooms.rule({ RoomPolicy.decidePosting(in: $0, as: $1) }, as: author.role)
      ) { [reviews = dependencies.reviews] result in
        if case .success = result { reviews.changed(message) }
        completion(result.mapError { Rejection($0) })
      }
    } catch {
      completion(.failure(error))
    }
  }
}
