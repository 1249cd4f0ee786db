public import Community
import Folding
import GRDB

/// Something a rule found, on its way into the log.
public struct FoundHit: Hashable, Sendable {
  public var rule: RuleID
  public var version: Int
  public var action: String
  public var startUTF16: Int
  public var endUTF16: Int
  /// As written; `nil` where it may be personal data.
  public var found: String?
  public var folds: String
  public var member: MemberID?
  public var room: RoomID?
  /// The message, where it is known already.
  public var message: MessageID?
  /// Its author's key, by which it is found once it is stored.
  public var key: String?
  public var at: Timestamp

  public init(
    rule: RuleID, version: Int, action: String, startUTF16: Int, endUTF16: Int, found: String?, folds: String,
    member: MemberID?, room: RoomID?, message: MessageID?, key: String?, at: Timestamp
  ) {
    self.rule = rule
    self.version = version
    self.action = action
    self.startUTF16 = startUTF16
    self.endUTF16 = endUTF16
    self.found = found
    self.folds = folds
    self.member = member
    self.room = room
    self.message = message
    self.key = key
    self.at = at
  }
}

extension RuleStore {
  /// When it returns, the hits are on disk. A message's hits count once, however often it was sent.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func log(_ hits: [FoundHit]) async throws {
    guard !hits.isEmpty else { return }
    try await access.write { db in
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO ruleHit (ruleID, ruleVersion, foldVersion, messageID, roomID, memberID, atMs, action, startUTF16,
            endUTF16, found, folds)
          SELECT ?1, ?2, ?3, coalesce(?4, (SELECT id FROM message WHERE authorID = ?6 AND key = ?12)), ?5, ?6, ?7, ?8,
            ?9, ?10, ?11, ?13
          WHERE EXISTS (SELECT 1 FROM rule WHERE id = ?1)
          ON CONFLICT DO NOTHING
          """)
      for hit in hits {
        try statement.execute(arguments: [
          hit.rule.rawValue, hit.version, FoldVersion.unicode, hit.message?.rawValue, hit.room?.rawValue,
          hit.member?.rawValue, hit.at.milliseconds, hit.action, hit.startUTF16, hit.endUTF16, hit.found, hit.key,
          hit.folds,
        ])
      }
    }
  }

  /// How the rules have done; a rule without hits is missing.
  /// - Throws: an unexpected error.
  public func statistics(at: Timestamp) async throws -> [RuleID: RuleStatistics] {
    try await access.read { db in
      var all: [RuleID: RuleStatistics] = [:]
      let weekAgo = at.milliseconds - 7 * 86_400_000
      for row in try Row.fetchAll(
        db, sql: "SELECT ruleID, count(*) FROM ruleHit WHERE atMs >= ? GROUP BY ruleID", arguments: [weekAgo])
      {
        all[RuleID(row[0] as Int64), default: RuleStatistics()].hits7d = row[1]
      }
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT ruleID, sum(mark = 'right'), sum(mark = 'wrong') FROM ruleHit WHERE mark IS NOT NULL GROUP BY ruleID
          """)
      {
        all[RuleID(row[0] as Int64), default: RuleStatistics()].right = row[1]
        all[RuleID(row[0] as Int64), default: RuleStatistics()].wrong = row[2]
      }
      return all
    }
  }

  /// A rule's hits, newest first. Looking is noted in the audit log first.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func hits(of rule: RuleID, before: RuleHitID?, limit: Int, by member: MemberID, at: Timestamp) async throws
    -> [LoggedHit]
  {
    try await access.write { db in
      try AuditRows.add(.readHits, by: member, on: .rule(rule.rawValue), at: at, in: db)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, ruleID, ruleVersion, foldVersion, atMs, messageID, roomID, action, found, startUTF16, endUTF16, folds,
            mark
          FROM ruleHit WHERE ruleID = ? AND id < ? ORDER BY id DESC LIMIT ?
          """, arguments: [rule.rawValue, before?.rawValue ?? .max, limit]
      ).map { row in
        LoggedHit(
          id: RuleHitID(row[0] as Int64), rule: RuleID(row[1] as Int64), version: row[2], foldVersion: row[3],
          at: Timestamp(milliseconds: row[4]), message: (row[5] as Int64?).map { MessageID($0) },
          room: (row[6] as Int64?).map { RoomID($0) }, action: row[7], found: row[8], startUTF16: row[9],
          endUTF16: row[10], folds: row[11], mark: (row[12] as String?).flatMap(HitMark.init))
      }
    }
  }

  /// When it returns, the hit carries the mark, noted in the audit log.
  /// - Throws: `Refusal.notFound`, `.storageFull`, an unexpected error.
  public func mark(_ hit: RuleHitID, _ mark: HitMark, by member: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      try db.execute(
        sql: "UPDATE ruleHit SET mark = ?, markedByID = ?, markedAtMs = ? WHERE id = ?",
        arguments: [mark.rawValue, member.rawValue, at.milliseconds, hit.rawValue])
      guard db.changesCount == 1 else { throw Refusal.notFound }
      try AuditRows.add(.markHit, by: member, on: .ruleHit(hit.rawValue), reason: mark.rawValue, at: at, in: db)
    }
  }
}

enum RuleHitRows {
  /// A decision about a message says whether the rules were right about it.
  static func mark(_ message: MessageID, _ mark: HitMark, by member: MemberID, at: Timestamp, in db: Database) throws {
    try db.cachedStatement(
      sql: "UPDATE ruleHit SET mark = ?, markedByID = ?, markedAtMs = ? WHERE messageID = ?"
    ).execute(arguments: [mark.rawValue, member.rawValue, at.milliseconds, message.rawValue])
  }

  /// The message's words are erased; that a rule found something stays.
  static func forgetWords(of message: MessageID, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE ruleHit SET found = NULL WHERE messageID = ?").execute(
      arguments: [message.rawValue])
  }

  /// What was written longer ago than evidence is kept.
  static func forgetWords(before: Timestamp, in db: Database) throws {
    try db.execute(
      sql: "UPDATE ruleHit SET found = NULL WHERE atMs < ? AND found IS NOT NULL", arguments: [before.milliseconds])
  }

  /// The decision of that moment was taken back, and its mark with it.
  static func unmark(_ message: MessageID, decidedAt: Int64, in db: Database) throws {
    try db.execute(
      sql: """
        UPDATE ruleHit SET mark = NULL, markedByID = NULL, markedAtMs = NULL WHERE messageID = ? AND markedAtMs = ?
        """, arguments: [message.rawValue, decidedAt])
  }
}
