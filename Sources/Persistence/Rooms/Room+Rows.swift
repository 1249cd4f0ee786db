import Community
import GRDB

/// Rooms as the database has them.
enum RoomRows {
  /// What `state` expects, of a table called `r`.
  static let columns = """
    r.id, r.slug, r.name, r.purpose, r.categoryID, r.audience, r.posting, r.lastOffset, r.postCount, r.lastPostAtMs
    """
  static let columnCount = 10
  static let displayOrder = "ORDER BY r.position, r.id"

  static func state(_ row: Row) throws -> RoomState {
    guard let audience = Room.Audience(rawValue: row[5]), let posting = Room.Posting(rawValue: row[6]) else {
      throw UnexpectedValue(column: "room.audience, room.posting")
    }
    let room = Room(
      id: RoomID(row[0] as Int64), slug: row[1], name: row[2], purpose: row[3],
      categoryID: RoomCategoryID(row[4] as Int64), audience: audience, posting: posting)
    return RoomState(
      room: room, offset: Offset(row[7] as Int64), postCount: row[8],
      lastPostAt: (row[9] as Int64?).map { Timestamp(milliseconds: $0) })
  }

  /// Counts what is unread in the room `r.id` after an offset: published messages of others, at most 100.
  ///
  /// An expression over the log, so that it fits into a list of rooms. The argument ?1 is the member.
  /// - Parameter offset: an SQL expression of ours.
  static func unreadQuery(after offset: String) -> String {
    """
    (SELECT count(*) FROM (
      SELECT 1 FROM publication p JOIN message m ON m.id = p.messageID
      WHERE p.roomID = r.id AND p.offset > \(offset) AND p.kind = 'posted'
        AND m.state = 'published' AND m.authorID <> ?1
      LIMIT \(ReadPosition.mostUnread)))
    """
  }

  static func unread(_ db: Database, in room: RoomID, after offset: Offset, for member: MemberID) throws -> Int {
    let statement = try db.cachedStatement(sql: "SELECT \(unreadQuery(after: "?2")) FROM (SELECT ?3 AS id) r")
    return try Int.fetchOne(statement, arguments: [member.rawValue, offset.rawValue, room.rawValue]) ?? 0
  }
}

extension RoomRows {
  /// - Throws: `Refusal.notFound`, an unexpected error.
  static func lastOffset(_ db: Database, of room: RoomID) throws -> Offset {
    let statement = try db.cachedStatement(sql: "SELECT lastOffset FROM room WHERE id = ?")
    guard let offset = try Int64.fetchOne(statement, arguments: [room.rawValue]) else { throw Refusal.notFound }
    return Offset(offset)
  }

  static func readOffset(_ db: Database, in room: RoomID, of member: MemberID) throws -> Offset {
    let statement = try db.cachedStatement(sql: "SELECT readOffset FROM membership WHERE memberID = ? AND roomID = ?")
    return Offset(try Int64.fetchOne(statement, arguments: [member.rawValue, room.rawValue]) ?? 0)
  }
}
