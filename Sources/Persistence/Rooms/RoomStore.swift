public import Community
import GRDB

/// Rooms, their categories, and what one member sees of them.
public struct RoomStore: Sendable {
  let access: DatabaseAccess
  let epoch: Epoch

  /// Creates the rooms and categories if there are none yet, in the order given.
  ///
  /// When this returns, the rooms are on disk.
  /// - Returns: whether they were created.
  /// - Throws: `Refusal.storageFull`; an unexpected error, as for a category that is not among `categories`.
  @discardableResult
  public func createIfNone(categories: [RoomCategoryDefinition], rooms: [RoomDefinition]) async throws -> Bool {
    try await access.write { db in
      guard try Int.fetchOne(db, sql: "SELECT count(*) FROM room") == 0 else { return false }
      for (position, category) in categories.enumerated() {
        try db.execute(
          sql: "INSERT INTO roomCategory (slug, name, position) VALUES (?, ?, ?)",
          arguments: [category.slug, category.name, position])
      }
      for (position, room) in rooms.enumerated() {
        try db.execute(
          sql: """
            INSERT INTO room (slug, name, purpose, categoryID, audience, posting, position)
            VALUES (?, ?, ?, (SELECT id FROM roomCategory WHERE slug = ?), ?, ?, ?)
            """,
          arguments: [
            room.slug, room.name, room.purpose, room.category, room.audience.rawValue, room.posting.rawValue, position,
          ])
      }
      return true
    }
  }

  /// Every room with where its log stands, in display order.
  /// - Throws: an unexpected error.
  public func all() async throws -> [RoomState] {
    try await access.read { db in
      try Row.fetchAll(db, sql: "SELECT \(RoomRows.columns) FROM room r \(RoomRows.displayOrder)")
        .map { try RoomRows.state($0) }
    }
  }

  /// What the member's list of rooms shows: the rooms the role may see, in display order, on one snapshot.
  ///
  /// Two statements, whatever the number of rooms.
  /// - Throws: an unexpected error.
  public func list(for member: MemberID, as role: Role) async throws -> RoomList {
    try await access.read { [epoch] db in
      let categories = try Row.fetchAll(db, sql: "SELECT id, name FROM roomCategory ORDER BY position, id")
        .map { RoomCategory(id: RoomCategoryID($0[0] as Int64), name: $0[1]) }
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(RoomRows.columns), coalesce(s.isFollowing, 0), coalesce(s.readOffset, 0),
            \(RoomRows.unreadQuery(after: "coalesce(s.readOffset, 0)"))
          FROM room r LEFT JOIN membership s ON s.roomID = r.id AND s.memberID = ?1
          WHERE r.audience = 'everyone' OR ?2
          \(RoomRows.displayOrder)
          """)
      let rooms = try Row.fetchAll(statement, arguments: [member.rawValue, role.allows(.enterStaffRooms)])
        .map { row in
          let next = RoomRows.columnCount
          return RoomListing(
            state: try RoomRows.state(row), isFollowing: row[next], readOffset: Offset(row[next + 1] as Int64),
            unread: row[next + 2])
        }
      let visible = Set(rooms.map(\.state.room.categoryID))
      return RoomList(epoch: epoch.name, categories: categories.filter { visible.contains($0.id) }, rooms: rooms)
    }
  }

  /// When this returns, the member follows the room, or no longer does.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func setFollowing(_ isFollowing: Bool, room: RoomID, member: MemberID) async throws {
    try await access.write { db in
      guard try Bool.fetchOne(db, sql: "SELECT 1 FROM room WHERE id = ?", arguments: [room.rawValue]) != nil else {
        throw Refusal.notFound
      }
      try db.execute(
        sql: """
          INSERT INTO membership (memberID, roomID, isFollowing) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET isFollowing = excluded.isFollowing
          """, arguments: [member.rawValue, room.rawValue, isFollowing])
    }
  }
}
