import Community
import GRDB

/// Reads a page of posts or of comments: five statements, whatever its length.
struct PageReader {
  let db: Database
  let epoch: String
  let room: RoomID
  /// The post whose comments are read; `nil` reads posts.
  let thread: MessageID?
  let member: MemberID

  func page(anchor: PageAnchor, limit: Int, post: Message?) throws -> MessagePage {
    let latest = try RoomRows.lastOffset(db, of: room)
    let limit = max(1, limit)
    let part = try part(anchor: anchor, limit: limit)
    let personal = try PersonalRows.personal(db, [post].compactMap(\.self) + part.messages, for: member)
    return MessagePage(
      epoch: epoch, offset: latest, readOffset: try RoomRows.readOffset(db, in: room, of: member),
      post: post == nil ? nil : personal.first, messages: Array(personal.suffix(part.messages.count)),
      hasOlder: part.hasOlder, hasNewer: part.hasNewer)
  }

  private struct Part {
    /// Ascending.
    var messages: [Message]
    var hasOlder: Bool
    var hasNewer: Bool
  }

  private func part(anchor: PageAnchor, limit: Int) throws -> Part {
    switch anchor {
    case .newest:
      return try older(than: Offset(.max), limit: limit, hasNewer: false)
    case .before(let offset):
      return try older(than: offset, limit: limit, hasNewer: try exists("offset >= ?1", offset))
    case .oldest:
      return try newer(than: .zero, limit: limit, hasOlder: false)
    case .after(let offset):
      return try newer(than: offset, limit: limit, hasOlder: try exists("offset <= ?1", offset))
    case .around(let offset):
      // The newer half first: near the end of the room the older half makes up for what it lacks.
      var after = try newer(than: Offset(offset.rawValue - 1), limit: limit - limit / 2, hasOlder: false)
      let before = try older(than: offset, limit: limit - after.messages.count, hasNewer: false)
      after.messages = before.messages + after.messages
      after.hasOlder = before.hasOlder
      if after.messages.count < limit, after.hasNewer {
        let missing = limit - after.messages.count
        let more = try newer(than: after.messages.last?.offset ?? .zero, limit: missing, hasOlder: false)
        after.messages += more.messages
        after.hasNewer = more.hasNewer
      }
      return after
    }
  }

  /// One more than asked for is read to know whether there are more: counting a room is never needed.
  private func older(than offset: Offset, limit: Int, hasNewer: Bool) throws -> Part {
    guard limit > 0 else { return Part(messages: [], hasOlder: try exists("offset < ?1", offset), hasNewer: hasNewer) }
    let found = try fetch("m.offset < ?3 ORDER BY m.offset DESC", offset, limit: limit + 1)
    return Part(messages: found.prefix(limit).reversed(), hasOlder: found.count > limit, hasNewer: hasNewer)
  }

  private func newer(than offset: Offset, limit: Int, hasOlder: Bool) throws -> Part {
    let found = try fetch("m.offset > ?3 ORDER BY m.offset", offset, limit: limit + 1)
    return Part(messages: Array(found.prefix(limit)), hasOlder: hasOlder, hasNewer: found.count > limit)
  }

  private func fetch(_ condition: String, _ offset: Offset, limit: Int) throws -> [Message] {
    try MessageRows.fetch(
      db, where: "WHERE m.roomID = ?1 AND m.threadID IS ?2 AND \(condition) LIMIT ?4",
      arguments: [room.rawValue, thread?.rawValue, offset.rawValue, limit])
  }

  /// - Parameter condition: on `offset`; `?1` is the given one.
  private func exists(_ condition: String, _ offset: Offset) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM message WHERE roomID = ?2 AND threadID IS ?3 AND \(condition))
        """)
    return try Bool.fetchOne(statement, arguments: [offset.rawValue, room.rawValue, thread?.rawValue]) ?? false
  }
}
