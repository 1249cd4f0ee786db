public import Community
import GRDB

/// Fills a community with invented messages, quickly: by the same rules as members' messages, but many in one
/// transaction and without telling anybody.
///
/// For a database that nobody is connected to. What is published here does not reach `onCommit`.
public struct DemoWriter: Sendable {
  /// A sticker put on an invented message.
  public struct Reaction: Hashable, Sendable {
    public let message: MessageID
    public let member: MemberID
    public let sticker: StickerID
    public let at: Timestamp

    public init(message: MessageID, member: MemberID, sticker: StickerID, at: Timestamp) {
      self.message = message
      self.member = member
      self.sticker = sticker
      self.at = at
    }
  }

  let access: DatabaseAccess
  let writer: WriterBound<LogWriter>
  let epoch: Epoch

  /// Publishes the drafts in one transaction; about 10,000 at a time are quickest.
  /// - Returns: their identities, in order; a repeated key gives the message made the first time.
  /// - Throws: the refusal of the first draft that is refused (nothing is written then), an unexpected error.
  public func append(_ drafts: [Draft]) async throws -> [MessageID] {
    try await write { writer in
      try drafts.map { draft in
        switch try writer.append(draft) {
        case .published(let publication): publication.message.id
        case .repeated(let message, _, _, _): message
        case .held(let message): message
        case .repeatedHeld: throw Refusal.keyInvalid
        }
      }
    }
  }

  /// Puts the stickers on in one transaction, and announces the new tallies.
  /// - Throws: the refusal of the first reaction that is refused (nothing is written then), an unexpected error.
  public func react(_ reactions: [Reaction], announcedAt: Timestamp) async throws {
    try await write { writer in
      for reaction in reactions {
        _ = try writer.react(
          to: reaction.message, member: reaction.member, sticker: reaction.sticker, on: true, at: reaction.at,
          allowedIn: { _ in nil })
      }
      _ = try writer.announceTallies(at: announcedAt, most: .max - 1)
    }
  }

  private func write<Result: Sendable>(_ body: @Sendable (LogWriter) throws -> Result) async throws -> Result {
    try await access.pool.writeWithoutTransaction { db in
      let writer = try writer.value(on: db)
      let result = try writer.transaction { try body(writer) }
      epoch.advance(by: writer.takePublications().count)
      try access.checkpointer.value(on: db).checkpointIfDue(on: db, messagesWait: false)
      return result
    }
  }
}
