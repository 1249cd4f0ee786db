import Community
import Persistence

/// Posting and commenting: authorise, screen, persist. Publishing follows from the commit, never from here.
///
/// Nothing on this path waits: it runs on the sender's event loop and ends by queueing a draft for the next commit.
struct PostMessage: Sendable {
  let dependencies: Dependencies

  /// When `completion` is called with a success, the message is on disk, and every subscriber's frame is on its way.
  /// - Isolation: any thread; `completion` runs on this thread for a rejection, else on the SQLite writer queue.
  func callAsFunction(
    in roomID: RoomID, thread: MessageID?, body text: String, key: String, by author: MemberSummary,
    completion: @escaping @Sendable (Result<Appended, Rejection>) -> Void
  ) {
    do throws(Rejection) {
      let draft = try makeDraft(in: roomID, thread: thread, body: text, key: key, by: author)
      dependencies.database.messages.append(draft) { result in
        completion(result.mapError { Rejection($0) })
      }
    } catch {
      completion(.failure(error))
    }
  }

  private func makeDraft(
    in roomID: RoomID, thread: MessageID?, body text: String, key: String, by author: MemberSummary
  ) throws(Rejection) -> Draft {
    guard let room = dependencies.rooms.entry(roomID)?.room else { throw Rejection(.notFound) }
    if let refusal = RoomPolicy.decidePosting(in: room, as: author.role) { throw Rejection(refusal) }
    let body = try Rejection.wrap { () throws(Refusal) in try MessageBody(text) }
    let key = try Rejection.wrap { () throws(Refusal) in try IdempotencyKey(key) }
    let screened = try ScreenText(screener: dependencies.screener)(body.text, in: room, by: author.role)
    return Draft(
      roomID: roomID, threadID: thread, author: author, body: screened.text,
      mentions: dependencies.names.mentions(in: screened.text), key: key.text, at: dependencies.now(),
      held: screened.heldFor)
  }
}

extension Rejection {
  /// Runs a domain check and turns its refusal into a rejection.
  static func wrap<T>(_ check: () throws(Refusal) -> T) throws(Rejection) -> T {
    do {
      return try check()
    } catch {
      throw Rejection(error)
    }
  }
}
