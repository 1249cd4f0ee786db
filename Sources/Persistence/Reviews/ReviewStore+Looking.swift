public import Community
import Foundation
import GRDB

/// What a decision needs beside the item itself.
public struct ReviewSurroundings: Hashable, Sendable {
  public let item: ReviewItem
  /// Ascending.
  public let before: [Message]
  public let after: [Message]
  public let author: AuthorHistory
}

/// A sealed text, opened.
public struct OpenedEvidence: Hashable, Sendable {
  public let body: String
  public let edits: [PastBody]
  public let hits: [RuleHit]
  public let retainUntil: Timestamp
}

extension ReviewStore {
  /// Messages shown on each side of one that waits.
  static let contextSize = 5
  /// How long somebody counts as new.
  static let newcomerTime = Duration.seconds(7 * 86_400)

  /// An item with what was said around it and its author's history. Looking is noted in the audit log first.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func look(at id: ReviewItemID, by moderator: MemberID, at now: Timestamp) async throws -> ReviewSurroundings {
    try await access.write { db in
      let message = try Int64.fetchOne(
        db, sql: "SELECT messageID FROM reviewItem WHERE id = ?", arguments: [id.rawValue])
      guard let message else { throw Refusal.notFound }
      try AuditRows.add(.readReview, by: moderator, on: .message(MessageID(message)), at: now, in: db)
    }
    return try await access.read { db in
      let found = try ReviewRows.fetch(db, where: "WHERE i.id = ?", arguments: [id.rawValue], now: now)
      guard let item = found.first else { throw Refusal.notFound }
      return ReviewSurroundings(
        item: item, before: try Self.neighbours(of: item, "<", "DESC", in: db).reversed(),
        after: try Self.neighbours(of: item, ">", "ASC", in: db),
        author: try Self.history(of: item.message.author, at: now, in: db))
    }
  }

  /// What was said before or after it in its room, or in its thread. A held message has no place yet: it stands where it
  /// was written, by time.
  private static func neighbours(
    of item: ReviewItem, _ comparison: String, _ order: String, in db: Database
  ) throws -> [Message] {
    let place: String
    let value: Int64
    if let offset = item.message.offset {
      (place, value) = ("m.offset \(comparison) ?3", offset.rawValue)
    } else {
      // Identities rise in the order of commits.
      (place, value) = ("m.offset IS NOT NULL AND m.id \(comparison) ?3", item.message.id.rawValue)
    }
    return try MessageRows.fetch(
      db,
      where: """
        WHERE m.roomID = ?1 AND m.threadID IS ?2 AND \(place) ORDER BY m.offset \(order) LIMIT \(contextSize)
        """, arguments: [item.room.rawValue, item.message.thread?.rawValue, value])
  }

  /// Each number comes from an index.
  private static func history(of author: MemberSummary, at now: Timestamp, in db: Database) throws -> AuthorHistory {
    func count(_ sql: String) throws -> Int {
      try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [author.id.rawValue]) ?? 0
    }
    let joined = try Int64.fetchOne(
      db, sql: "SELECT createdAtMs FROM member WHERE id = ?", arguments: [author.id.rawValue])
    let joinedAt = Timestamp(milliseconds: joined ?? 0)
    let written = try count("SELECT messages FROM authorActivity WHERE memberID = ?")
    let unpublished = try count(
      """
      SELECT count(*) FROM reviewItem i JOIN message m ON m.id = i.messageID
      WHERE i.authorID = ? AND i.wasHeld = 1 AND m.state = 'held'
      """)
    return AuthorHistory(
      member: author, joinedAt: joinedAt, isNewcomer: joinedAt.advanced(by: newcomerTime) > now,
      messages: max(0, written - unpublished), hidden: try count("SELECT count(*) FROM hiding WHERE authorID = ?"),
      held: try count("SELECT count(*) FROM reviewItem WHERE authorID = ? AND wasHeld = 1"),
      reported: try count(
        """
        SELECT count(*) FROM reviewItem i
        WHERE i.authorID = ? AND EXISTS (SELECT 1 FROM report r WHERE r.messageID = i.messageID)
        """), sanctions: [])
  }

  // MARK: Evidence

  /// Opens what a message said. Who looks, and why, is on disk before anything is opened.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error (also when it does not open).
  public func evidence(of id: MessageID, reason: String, by moderator: MemberID, at now: Timestamp) async throws
    -> OpenedEvidence
  {
    try await access.write { db in
      let isThere = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM evidence WHERE messageID = ?)", arguments: [id.rawValue])
      guard isThere == true else { throw Refusal.notFound }
      try AuditRows.add(.readEvidence, by: moderator, on: .message(id), reason: reason, at: now, in: db)
    }
    let keeper = keeper
    return try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT e.sealed, e.retainUntilMs, coalesce(i.hits, '[]') FROM evidence e
          LEFT JOIN reviewItem i ON i.messageID = e.messageID WHERE e.messageID = ?
          """, arguments: [id.rawValue])
      guard let row, let seal = keeper.seal else { throw Refusal.notFound }
      let content = try JSONDecoder().decode(EvidenceContent.self, from: try seal.open(id, row[0]))
      return OpenedEvidence(
        body: content.body,
        edits: content.edits.map {
          PastBody(
            body: $0.body, writtenAt: Timestamp(milliseconds: $0.writtenAtMs),
            replacedAt: Timestamp(milliseconds: $0.replacedAtMs))
        }, hits: try ReviewRows.decode(row[2]), retainUntil: Timestamp(milliseconds: row[1]))
    }
  }

  /// Erases the evidence whose time is over, for good.
  /// - Returns: how many texts.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  @discardableResult
  public func purgeEvidence(at now: Timestamp) async throws -> Int {
    let retention = keeper.seal?.retention ?? EvidenceSeal.usualRetention
    let oldest = now.advanced(by: .zero - retention)
    let isAnyOver = try await access.read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM evidence WHERE retainUntilMs <= ?)
            OR EXISTS (SELECT 1 FROM ruleHit WHERE atMs < ? AND found IS NOT NULL)
          """, arguments: [now.milliseconds, oldest.milliseconds])
    }
    guard isAnyOver == true else { return 0 }
    return try await access.write { db in
      let over = try Int64.fetchAll(
        db, sql: "SELECT messageID FROM evidence WHERE retainUntilMs <= ? LIMIT 1000", arguments: [now.milliseconds])
      for id in over {
        try AuditRows.add(.purgeEvidence, by: nil, on: .message(MessageID(id)), at: now, in: db)
        try db.execute(sql: "DELETE FROM evidence WHERE messageID = ?", arguments: [id])
      }
      try RuleHitRows.forgetWords(before: oldest, in: db)
      return over.count
    }
  }
}
