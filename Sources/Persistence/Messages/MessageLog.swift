public import Community

/// The one way in which messages are written: what is acknowledged here is on disk, and published in this order.
///
/// Nothing here waits. Each call queues one write for the next group commit; its `completion` runs on the writer's
/// queue, after the commit and after the batch was handed to `onCommit` — or on the calling thread, at once, for
/// `Refusal.overloaded` and `Refusal.shuttingDown`. Any of them may answer `Refusal.storageFull` or `.internal`: then
/// nothing is known to be stored, and a retry is harmless. On a full disk, hiding, restoring and deleting go on for a
/// while, on space kept for them. Completions must be short, must not block, and must not call
/// the database synchronously.
/// - Isolation: any thread.
public struct MessageLog: Sendable {
  /// Asked, on the writer's queue, whether the caller may act in the room where the message turned out to be.
  public typealias RoomRule = @Sendable (RoomID) -> Refusal?

  let commit: GroupCommit

  /// Stores a draft: publishes it, or holds it for a moderator.
  /// - Parameter completion: refusals: `.notFound` (no such room), `.messageGone` (the post is missing, hidden or
  ///   deleted), `.commentsOnPostsOnly`.
  public func append(_ draft: Draft, completion: @escaping @Sendable (Result<Appended, Refusal>) -> Void) {
    commit.submit(completion) { try $0.append(draft) }
  }

  /// Replaces the body of the author's own message: of a published one, the previous body is kept for moderators; a held
  /// one goes on waiting.
  /// - Parameters:
  ///   - hits: what rules found in the new body; of a published message it goes into the review queue.
  ///   - held: why the new body would have to wait, which it can only do when the message waits already.
  ///   - completion: `nil` for a held message. Refusals: `.notFound`, `.notYours`, `.messageGone` (hidden or deleted),
  ///     `.heldForReview`.
  public func edit(
    message: MessageID, by author: MemberID, body: String, mentions: [Mention], hits: [RuleHit] = [],
    held: HoldReason? = nil, at: Timestamp, allowedIn rule: @escaping RoomRule = { _ in nil },
    completion: @escaping @Sendable (Result<Publication?, Refusal>) -> Void
  ) {
    commit.submit(completion) {
      try $0.edit(
        message, by: author, body: body, mentions: mentions, hits: hits, held: held, at: at, allowedIn: rule)
    }
  }

  /// Deletes the author's own message: its body and all earlier bodies are erased, its place stays. One that waits in the
  /// review queue is kept as evidence first; a held one is withdrawn.
  /// - Parameter completion: `nil` for a held message. Refusals: `.notFound`, `.notYours`, `.messageGone` (hidden, where the body is evidence, or
  ///   deleted before).
  public func delete(
    message: MessageID, by author: MemberID, at: Timestamp, allowedIn rule: @escaping RoomRule = { _ in nil },
    completion: @escaping @Sendable (Result<Publication?, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) { try $0.delete(message, by: author, at: at, allowedIn: rule) }
  }

  /// Takes a published message from view; its bodies become sealed evidence. Settles its review item. Noted in the audit
  /// log.
  /// - Parameters:
  ///   - willPublish: called on the writer's queue before the hide is on disk and before anybody is told; again when the
  ///     batch has to be written once more.
  ///   - completion: refusals: `.notFound`, `.messageGone` (hidden or deleted before).
  public func hide(
    message: MessageID, by moderator: MemberID, reason: String?, at: Timestamp,
    allowedIn rule: @escaping RoomRule = { _ in nil },
    willPublish: @escaping @Sendable (Publication) -> Void = { _ in },
    completion: @escaping @Sendable (Result<Publication, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) {
      let publication = try $0.hide(message, by: moderator, reason: reason, at: at, allowedIn: rule)
      willPublish(publication)
      return publication
    }
  }

  /// Brings a hidden message back. Noted in the audit log.
  /// - Parameter completion: refusals: `.notFound`, `.messageGone` (not hidden).
  public func restore(
    message: MessageID, by moderator: MemberID, at: Timestamp, allowedIn rule: @escaping RoomRule = { _ in nil },
    completion: @escaping @Sendable (Result<Publication, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) { try $0.restore(message, by: moderator, at: at, allowedIn: rule) }
  }

  /// Publishes a held message, at the end of its room's log. Noted in the audit log.
  /// - Parameter completion: refusals: `.notFound` (no such message, or not held), `.messageGone` (its post is gone).
  public func approve(
    message: MessageID, by moderator: MemberID, at: Timestamp, allowedIn rule: @escaping RoomRule = { _ in nil },
    completion: @escaping @Sendable (Result<Publication, Refusal>) -> Void
  ) {
    commit.submit(completion) { try $0.approve(message, by: moderator, at: at, allowedIn: rule) }
  }

  /// Puts a sticker on a published message or takes it off. Others are told by the next `announceTallies`.
  /// - Parameter completion: refusals: `.notFound`, `.messageGone` (hidden or deleted).
  public func react(
    message: MessageID, member: MemberID, sticker: StickerID, on: Bool, at: Timestamp,
    allowedIn rule: @escaping RoomRule = { _ in nil },
    completion: @escaping @Sendable (Result<Reacted, Refusal>) -> Void
  ) {
    commit.submit(completion) {
      try $0.react(to: message, member: member, sticker: sticker, on: on, at: at, allowedIn: rule)
    }
  }

  /// Publishes the tallies that changed since they were last announced: one `reacted` publication per message.
  ///
  /// What is still to be announced is kept in the database, so a crash loses no announcement.
  /// - Parameters:
  ///   - most: messages announced at once, so that other writes get their turn.
  ///   - completion: whether more is left to announce.
  public func announceTallies(
    at: Timestamp, most: Int = 500, completion: @escaping @Sendable (Result<Bool, Refusal>) -> Void = { _ in }
  ) {
    commit.submit(completion) { try $0.announceTallies(at: at, most: most) }
  }

  /// Moves a member's read position forward. An older offset changes nothing, one beyond the log counts as its end.
  /// - Parameter completion: where the position is now. Refusals: `.notFound` (no such room).
  public func markRead(
    room: RoomID, member: MemberID, offset: Offset, at: Timestamp,
    completion: @escaping @Sendable (Result<ReadPosition, Refusal>) -> Void
  ) {
    commit.submit(completion) { try $0.markRead(room: room, member: member, offset: offset) }
  }
}
