public import Community
import GRDB

/// What members are told about their own affairs.
public struct NoticeStore: Sendable {
  /// A notice that is due, with whom it is for.
  public struct Due: Hashable, Sendable {
    public let member: MemberID
    public let notice: Notice
  }

  let access: DatabaseAccess

  /// A member's notices that are due, newest first, and how many of all are unread.
  /// - Throws: an unexpected error.
  public func list(of member: MemberID, before: NoticeID?, limit: Int, at: Timestamp) async throws -> (
    notices: [Notice], unread: Int
  ) {
    try await access.read { db in
      let notices = try Row.fetchAll(
        db,
        sql: """
          SELECT \(NoticeRows.columns) FROM notice WHERE memberID = ? AND id < ? AND atMs <= ? ORDER BY id DESC LIMIT ?
          """, arguments: [member.rawValue, before?.rawValue ?? .max, at.milliseconds, limit]
      ).map(NoticeRows.notice)
      let unread = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM notice WHERE memberID = ? AND readAtMs IS NULL AND atMs <= ?",
        arguments: [member.rawValue, at.milliseconds])
      return (notices, unread ?? 0)
    }
  }

  /// When it returns, everything due up to that notice counts as read.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func markRead(upTo notice: NoticeID, of member: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      try db.execute(
        sql: "UPDATE notice SET readAtMs = ?1 WHERE memberID = ?2 AND id <= ?3 AND readAtMs IS NULL AND atMs <= ?1",
        arguments: [at.milliseconds, member.rawValue, notice.rawValue])
    }
  }

  /// The notices that are due and were not handed to anybody yet, oldest first. They count as handed on when this returns:
  /// a lost one is still in the member's list.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func takeDue(at: Timestamp, most: Int) async throws -> [Due] {
    let isAnyDue = try await access.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM notice WHERE sentAtMs IS NULL AND atMs <= ?)",
        arguments: [at.milliseconds])
    }
    // Asked every second: costs the writer nothing as long as there is nothing to tell.
    guard isAnyDue == true else { return [] }
    return try await access.write { db in
      let due = try Row.fetchAll(
        db,
        sql: """
          SELECT \(NoticeRows.columns), memberID FROM notice WHERE sentAtMs IS NULL AND atMs <= ? ORDER BY atMs, id LIMIT ?
          """, arguments: [at.milliseconds, most]
      ).map { Due(member: MemberID($0[7] as Int64), notice: try NoticeRows.notice($0)) }
      try db.execute(
        sql: "UPDATE notice SET sentAtMs = ? WHERE id IN (SELECT value FROM json_each(?))",
        arguments: [at.milliseconds, MessageRows.jsonList(due.map(\.notice.id))])
      return due
    }
  }
}
