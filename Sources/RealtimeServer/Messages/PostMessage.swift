import Community
import Persistence

/// Posting and commenting: authorise, screen, watch, persist. Publishing follows from the commit, never from here.
///
/// Nothing on this path waits: it runs on the sender's event loop and ends by queueing a draft for the next commit.
struct PostMessage: Sendable {
  let dependencies: Dependencies

  /// When `completion` is called with a success, the message is on disk, and every subscriber's frame is on its way.
  /// - Isolation: any thread; `completion` runs on this thread for a rejection, else on the SQLite writer queue.
  func callAsFunction(
    in roomID: RoomID, thread: MessageID?, body text: String, key: String, reconsidered: Bool = false,
    by author: MemberSummary, completion: @escaping @Sendable (Result<Posted, Rejection>) -> Void
  ) {
    do throws(Rejection) {
      let draft = try makeDraft(
        in: roomID, thread: thread, body: text, key: key, reconsidered: reconsidered, by: author)
      // Nothing of a clean message concerns moderators; then this closure holds no more than the completion.
      guard draft.held != nil || !draft.hits.isEmpty else {
        return dependencies.database.messages.append(draft) { result in
          completion(result.map { Posted(appended: $0) }.mapError { Rejection($0) })
        }
      }
      let (reviews, watch, told) = (dependencies.reviews, dependencies.watch, draft.held?.told)
      dependencies.database.messages.append(draft) { result in
        switch result {
        case .success(.held(let message)):
          reviews.changed(message)
          watch.stopped(in: roomID, author: author.id, message: message)
        case .success(.published(let publication)): reviews.changed(publication.message.id)
        default: break
        }
        completion(result.map { Posted(appended: $0, told: told) }.mapError { Rejection($0) })
      }
    } catch {
      if error.refusal == .watchedWord { dependencies.watch.stopped(in: roomID, author: author.id, message: nil) }
      completion(.failure(error))
    }
  }

  private func makeDraft(
    in roomID: RoomID, thread: MessageID?, body text: String, key: String, reconsidered: Bool,
    by author: MemberSummary
  ) throws(Rejection) -> Draft {
    guard let room = dependencies.rooms.entry(roomID)?.room else { throw Rejection(.notFound) }
    if let refusal = RoomPolicy.decidePosting(in: room, as: author.role) { throw Rejection(refusal) }
    let body = try Rejection.wrap { () throws(Refusal) in try MessageBody(text) }
    let key = try Rejection.wrap { () throws(Refusal) in try IdempotencyKey(key) }
    var screened = try dependencies.screenText(
      body.text, in: room, by: author.role, reconsidered: reconsidered, of: TextSource(author: author.id, key: key.text)
    )
    let (mentions, now) = (dependencies.names.mentions(in: screened.text), dependencies.now())
    let waits = try waits(in: room, author, at: now)
    screened = try WatchBehaviour(dependencies: dependencies)(
      screened, of: body.text, in: room, thread: thread, by: author, calling: mentions, key: key.text, at: now)
    return Draft(
      roomID: roomID, threadID: thread, author: author, body: screened.text, mentions: mentions, key: key.text,
      at: now, held: screened.heldFor ?? waits, hits: screened.hits)
  }

  /// What the room's controls make of it. Asked after the filter, so that a text that is refused anyway does not use up
  /// its turn.
  private func waits(in room: Room, _ author: MemberSummary, at now: Timestamp) throws(Rejection) -> HoldReason? {
    switch dependencies.controls.decide(in: room.id, by: author, at: now) {
    case .post: return nil
    case .hold(let told): return HoldReason("controls", told: told)
    case .refuse(let refusal, let retryAfterMs): throw Rejection(refusal, retryAfterMs: retryAfterMs)
    }
  }
}

/// What became of a post, with what its author is told when it is held.
struct Posted: Sendable {
  let appended: Appended
  var told: LocalizedText?
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
