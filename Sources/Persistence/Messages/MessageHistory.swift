public import Community
import GRDB

/// Reading what was published. Each answer is of one moment; hidden and deleted messages come without bodies.
///
/// Whether the reader may see the room is for the caller to decide.
/// - Isolation: any thread; runs beside writers, on a connection of its own.
public struct MessageHistory: Sendable {
  /// Members named per sticker by `reactors`.
  public static let mostReactors = 50

  let access: DatabaseAccess
  let epoch: Epoch

  /// A part of the room's posts; comments live in their threads.
  /// - Throws: `Refusal.notFound` (no such room), an unexpected error.
  public func page(room: RoomID, anchor: PageAnchor, limit: Int, for member: MemberID) async throws -> MessagePage {
    try await access.read { db in
      try PageReader(db: db, epoch: epoch.name, room: room, thread: nil, member: member)
        .page(anchor: anchor, limit: limit, post: nil)
    }
  }

  /// A part of a post's comments, with the post. The post may be hidden or deleted: its comments stay.
  /// - Throws: `Refusal.notFound` (no such post), an unexpected error.
  public func comments(post: MessageID, anchor: PageAnchor, limit: Int, for member: MemberID) async throws
    -> MessagePage
  {
    try await access.read { db in
      guard let message = try MessageRows.fetch(db, id: post), message.threadID == nil else { throw Refusal.notFound }
      return try PageReader(db: db, epoch: epoch.name, room: message.roomID, thread: post, member: member)
        .page(anchor: anchor, limit: limit, post: message)
    }
  }

  /// One message; with a comment, the post it belongs to.
  /// - Throws: `Refusal.notFound`, an unexpected error.
  public func message(_ id: MessageID, for member: MemberID) async throws -> MessageInContext {
    try await access.read { db in
      guard let message = try MessageRows.fetch(db, id: id) else { throw Refusal.notFound }
      let post = try message.threadID.flatMap { try MessageRows.fetch(db, id: $0) }
      let personal = try PersonalRows.personal(db, [message] + [post].compactMap(\.self), for: member)
      return MessageInContext(
        epoch: epoch.name, offset: try RoomRows.lastOffset(db, of: message.roomID), message: personal[0],
        post: personal.dropFirst().first)
    }
  }

  /// Every message that changed in the room after an offset, as it is now.
  /// - Parameter limit: publications missed at most. Default 500.
  /// - Returns: `nil` when more was missed, or when `after` lies ahead of the log: the client reloads.
  /// - Throws: `Refusal.notFound` (no such room), an unexpected error.
  public func recover(room: RoomID, after: Offset, limit: Int = 500, for member: MemberID) async throws -> Recovered? {
    try await access.read { db in
      let latest = try RoomRows.lastOffset(db, of: room)
      guard (0...Int64(limit)).contains(latest.rawValue - after.rawValue) else { return nil }
      // What changed has a publication since, or is the post of a comment that has.
      let messages = try MessageRows.fetch(
        db,
        where: """
          WHERE m.id IN (
            SELECT messageID FROM publication WHERE roomID = ?1 AND offset > ?2
            UNION
            SELECT c.threadID FROM publication p JOIN message c ON c.id = p.messageID
            WHERE p.roomID = ?1 AND p.offset > ?2)
          ORDER BY m.revision, m.id
          """, arguments: [room.rawValue, after.rawValue])
      return Recovered(offset: latest, messages: try PersonalRows.personal(db, messages, for: member))
    }
  }

  /// Who reacted to a published message, by sticker in the catalogue's order.
  /// - Throws: `Refusal.notFound`, `Refusal.messageGone` (hidden or deleted), an unexpected error.
  public func reactors(of id: MessageID) async throws -> [Reactors] {
    try await access.read { db in
      guard let message = try MessageRows.fetch(db, id: id) else { throw Refusal.notFound }
      guard message.state == .published else { throw Refusal.messageGone }
      return try ReactionRows.reactors(db, of: id, most: Self.mostReactors)
    }
  }

  /// The earlier bodies of a message, oldest first; none once its author deleted it. Noted in the audit log first: when
  /// this returns, the reading is on disk.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func edits(of id: MessageID, readBy moderator: MemberID, at: Timestamp) async throws -> [PastBody] {
    try await access.write { db in
      guard try MessageRows.fetch(db, id: id) != nil else { throw Refusal.notFound }
      try AuditRows.add(.readEdits, by: moderator, on: .message(id), at: at, in: db)
      return try Row.fetchAll(
        db, sql: "SELECT body, writtenAtMs, replacedAtMs FROM messageEdit WHERE messageID = ? ORDER BY id",
        arguments: [id.rawValue]
      ).map {
        PastBody(
          body: $0[0], writtenAt: Timestamp(milliseconds: $0[1]), replacedAt: Timestamp(milliseconds: $0[2]))
      }
    }
  }

  /// What waits for a moderator, oldest first.
  /// - Throws: an unexpected error.
  public func held(limit: Int) async throws -> [HeldMessage] {
    try await access.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(MemberRows.columns), m.id, m.roomID, m.threadID, m.body, m.holdReason, m.createdAtMs
          FROM message m JOIN member a ON a.id = m.authorID WHERE m.state = 'held' AND m.body <> '' ORDER BY m.id LIMIT ?
          """, arguments: [limit]
      ).map { row in
        HeldMessage(
          id: MessageID(row[4] as Int64), roomID: RoomID(row[5] as Int64),
          threadID: (row[6] as Int64?).map { MessageID($0) }, author: try MemberRows.summary(row), body: row[7],
          reason: row[8] ?? "", createdAt: Timestamp(milliseconds: row[9]))
      }
    }
  }
}
