public import Community
import GRDB

/// What is asked of rooms while they are busy.
public struct ControlStore: Sendable {
  let access: DatabaseAccess

  /// Rooms with anything on.
  /// - Throws: an unexpected error.
  public func all() async throws -> [RoomID: RoomControls] {
    try await access.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT roomID, slowSeconds, isAdaptive, newcomerHours, isFrozen, shield, notice, atMs FROM roomControl
          """)
      return Dictionary(
        try rows.map { row in
          guard let shield = RoomControls.Shield(rawValue: row[5]) else {
            throw UnexpectedValue(column: "roomControl.shield")
          }
          return (
            RoomID(row[0] as Int64),
            RoomControls(
              slowSeconds: row[1], isAdaptive: row[2], newcomerHours: row[3], isFrozen: row[4], shield: shield,
              notice: row[6], since: Timestamp(milliseconds: row[7]))
          )
        }, uniquingKeysWith: { $1 })
    }
  }

  /// When it returns, they are on disk, with a line in the audit log.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func set(_ controls: RoomControls, of room: RoomID, by moderator: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      try AuditRows.add(
        .changeControls, by: moderator, on: .room(room), reason: controls.summary, at: at, in: db)
      try db.execute(
        sql: """
          INSERT INTO roomControl (roomID, slowSeconds, isAdaptive, newcomerHours, isFrozen, shield, notice, byID, atMs)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (roomID) DO UPDATE SET slowSeconds = excluded.slowSeconds, isAdaptive = excluded.isAdaptive,
            newcomerHours = excluded.newcomerHours, isFrozen = excluded.isFrozen, shield = excluded.shield,
            notice = excluded.notice, byID = excluded.byID, atMs = excluded.atMs
          """,
        arguments: [
          room.rawValue, controls.slowSeconds, controls.isAdaptive, controls.newcomerHours, controls.isFrozen,
          controls.shield.rawValue, controls.notice, moderator.rawValue, at.milliseconds,
        ])
    }
  }

  /// Members who joined after `time`, with when.
  /// - Throws: an unexpected error.
  public func joined(after time: Timestamp) async throws -> [MemberID: Timestamp] {
    try await access.read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, createdAtMs FROM member WHERE createdAtMs > ?", arguments: [time.milliseconds])
      return Dictionary(
        rows.map { (MemberID($0[0] as Int64), Timestamp(milliseconds: $0[1])) }, uniquingKeysWith: { $1 })
    }
  }
}

extension RoomControls {
  /// For the audit log: codes and numbers.
  fileprivate var summary: String {
    "slow=\(slowSeconds)\(isAdaptive ? "+" : "") newcomers=\(newcomerHours) frozen=\(isFrozen) shield=\(shield.rawValue)"
  }
}
