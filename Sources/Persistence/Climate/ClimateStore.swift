public import Community
import GRDB

/// What the early warning keeps: its own state, what it said, and who ever wrote where.
public struct ClimateStore: Sendable {
  /// A member's place in a room.
  public struct Authorship: Hashable, Sendable {
    public let room: RoomID
    public let member: MemberID

    public init(room: RoomID, member: MemberID) {
      self.room = room
      self.member = member
    }
  }

  /// A change of a room's level. Levels by their names; `card` is JSON.
  public struct Warning: Hashable, Sendable {
    public let room: RoomID
    public let previous: String
    public let level: String
    public let at: Timestamp
    public let card: String

    public init(room: RoomID, previous: String, level: String, at: Timestamp, card: String) {
      self.room = room
      self.previous = previous
      self.level = level
      self.at = at
      self.card = card
    }
  }

  let access: DatabaseAccess

  /// The detectors' states as JSON, by room, and everyone who ever wrote, by room.
  /// - Throws: an unexpected error.
  public func load() async throws -> (states: [RoomID: String], authors: Set<Authorship>) {
    try await access.read { db in
      let states = try Row.fetchAll(db, sql: "SELECT roomID, state FROM roomClimate")
        .map { (RoomID($0[0] as Int64), $0[1] as String) }
      let authors = try Row.fetchAll(db, sql: "SELECT roomID, memberID FROM roomAuthor")
        .map { Authorship(room: RoomID($0[0] as Int64), member: MemberID($0[1] as Int64)) }
      return (Dictionary(states, uniquingKeysWith: { $1 }), Set(authors))
    }
  }

  /// When it returns, all of it is on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error; nothing was written then.
  public func save(
    states: [RoomID: String], warnings: [Warning], authors: some Collection<Authorship> & Sendable, at: Timestamp
  ) async throws {
    guard !states.isEmpty || !warnings.isEmpty || !authors.isEmpty else { return }
    try await access.write { db in
      for (room, state) in states {
        try db.cachedStatement(
          sql: """
            INSERT INTO roomClimate (roomID, state, savedAtMs) VALUES (?, ?, ?)
            ON CONFLICT (roomID) DO UPDATE SET state = excluded.state, savedAtMs = excluded.savedAtMs
            """
        ).execute(arguments: [room.rawValue, state, at.milliseconds])
      }
      for warning in warnings {
        try db.cachedStatement(
          sql: "INSERT INTO climateWarning (roomID, previous, level, atMs, card) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
          warning.room.rawValue, warning.previous, warning.level, warning.at.milliseconds, warning.card,
        ])
      }
      for author in authors {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO roomAuthor (roomID, memberID) VALUES (?, ?)")
          .execute(arguments: [author.room.rawValue, author.member.rawValue])
      }
    }
  }

  /// What was said of a room, newest first.
  /// - Throws: an unexpected error.
  public func warnings(of room: RoomID, limit: Int) async throws -> [Warning] {
    try await access.read { db in
      try Row.fetchAll(
        db, sql: "SELECT previous, level, atMs, card FROM climateWarning WHERE roomID = ? ORDER BY id DESC LIMIT ?",
        arguments: [room.rawValue, limit]
      ).map {
        Warning(room: room, previous: $0[0], level: $0[1], at: Timestamp(milliseconds: $0[2]), card: $0[3])
      }
    }
  }

  /// When members joined.
  /// - Throws: an unexpected error.
  public func joined(_ members: some Collection<MemberID> & Sendable) async throws -> [MemberID: Timestamp] {
    guard !members.isEmpty else { return [:] }
    return try await access.read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, createdAtMs FROM member WHERE id IN (SELECT value FROM json_each(?))",
        arguments: [MessageRows.jsonList(members)])
      return Dictionary(
        rows.map { (MemberID($0[0] as Int64), Timestamp(milliseconds: $0[1])) }, uniquingKeysWith: { $1 })
    }
  }

  /// Tells everyone on the community's and the prefecture's side but the one who asks. When it returns, it is on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func inform(of room: RoomID, _ text: LocalizedText, by moderator: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      try AuditRows.add(.informPrefecture, by: moderator, on: .room(room), at: at, in: db)
      let staff = try Int64.fetchAll(
        db, sql: "SELECT id FROM member WHERE role IN ('communityManager', 'staff', 'administrator') AND id <> ?",
        arguments: [moderator.rawValue])
      for member in staff {
        try NoticeRows.add(
          .roomAlert, text, to: MemberID(member), at: at, link: "/rooms/\(room)", message: nil, in: db)
      }
    }
  }

  /// How moderators answered a member's reports so far: acted on, and left alone.
  /// - Throws: an unexpected error.
  public func record(ofReporter member: MemberID) async throws -> (upheld: Int, dismissed: Int) {
    try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*) FILTER (WHERE i.decision IN ('hide', 'reject', 'delete')),
            count(*) FILTER (WHERE i.decision IN ('dismiss', 'approve', 'approveWithException'))
          FROM report r JOIN reviewItem i ON i.messageID = r.messageID
          WHERE r.reporterID = ? AND i.isOpen = 0
          """, arguments: [member.rawValue])
      return (row?[0] ?? 0, row?[1] ?? 0)
    }
  }

  /// Those of the messages that members may see now, in the order asked for.
  /// - Throws: an unexpected error.
  public func visible(_ messages: [MessageID]) async throws -> [Message] {
    guard !messages.isEmpty else { return [] }
    return try await access.read { db in
      let found = try MessageRows.fetch(
        db, where: "WHERE m.id IN (SELECT value FROM json_each(?)) AND m.state = 'published'",
        arguments: [MessageRows.jsonList(messages)])
      let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      return messages.compactMap { byID[$0] }
    }
  }
}
