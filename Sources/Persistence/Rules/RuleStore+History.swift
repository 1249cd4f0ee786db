public import Community
import GRDB

/// A message of the past, as a dry run reads it.
public struct PastMessage: Hashable, Sendable {
  public let id: MessageID
  public let room: RoomID
  public let category: RoomCategoryID
  public let body: String
  public let decision: DecisionKind?
  public let mark: HitMark?
}

extension RuleStore {
  /// Published messages outside staff rooms, the newest first, with what moderators decided about them. Several readings in
  /// portions, so that no snapshot is held for long.
  /// - Throws: an unexpected error.
  public func past(before: MessageID?, since: Timestamp, limit: Int) async throws -> [PastMessage] {
    try await access.read { db in
      // Messages are numbered as they come, so the portion ends with the first that is too old.
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT m.id, m.roomID, r.categoryID, m.body, i.decision, i.mark, m.createdAtMs, m.state, r.audience
          FROM message m JOIN room r ON r.id = m.roomID LEFT JOIN reviewItem i ON i.messageID = m.id
          WHERE m.id < ? ORDER BY m.id DESC LIMIT ?
          """, arguments: [before?.rawValue ?? .max, limit])
      return rows.prefix { ($0[6] as Int64) >= since.milliseconds }.map { row in
        let isReadable = row[7] == "published" && row[8] == "everyone"
        return PastMessage(
          id: MessageID(row[0] as Int64), room: RoomID(row[1] as Int64), category: RoomCategoryID(row[2] as Int64),
          body: isReadable ? row[3] ?? "" : "", decision: (row[4] as String?).flatMap(DecisionKind.init),
          mark: (row[5] as String?).flatMap(HitMark.init))
      }
    }
  }

  /// Notes in the audit log that somebody tried a rule on what members wrote.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func noteDryRun(of phrase: String, days: Int, by member: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      try AuditRows.add(.dryRunRule, by: member, on: .rules, reason: "「\(phrase)」 \(days)d", at: at, in: db)
    }
  }
}
