public import Community
import Foundation
import GRDB

/// What is kept of how a hide reached the screens.
public struct KeptReceipt: Hashable, Sendable {
  public let before: Int
  public let now: Int
  public let ms: Int
  public let mayHaveSeen: [MemberID]

  public init(before: Int, now: Int, ms: Int, mayHaveSeen: [MemberID]) {
    self.before = before
    self.now = now
    self.ms = ms
    self.mayHaveSeen = mayHaveSeen
  }
}

extension ReviewStore {
  /// Who may have read a published message: members whose read position reached it, and those who had its room open, but
  /// its author and the staff.
  /// - Parameter watching: asked with the room and when the message was published.
  /// - Throws: `Refusal.notFound`, an unexpected error.
  public func readers(
    of id: MessageID, watching: @escaping @Sendable (RoomID, Timestamp) -> Set<MemberID>
  ) async throws -> [MemberID] {
    try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT m.roomID, m.offset, m.authorID, coalesce(p.atMs, m.createdAtMs) FROM message m
          LEFT JOIN publication p ON p.roomID = m.roomID AND p.offset = m.offset WHERE m.id = ? AND m.offset IS NOT NULL
          """, arguments: [id.rawValue])
      guard let row else { throw Refusal.notFound }
      let watched = watching(RoomID(row[0] as Int64), Timestamp(milliseconds: row[3]))
      return try Int64.fetchAll(
        db,
        sql: """
          SELECT a.id FROM member a
          WHERE a.role = 'member' AND a.id <> ?3 AND (
            a.id IN (SELECT value FROM json_each(?4))
            OR EXISTS (SELECT 1 FROM membership s WHERE s.memberID = a.id AND s.roomID = ?1 AND s.readOffset >= ?2))
          ORDER BY a.id
          """,
        arguments: [row[0] as Int64, row[1] as Int64, row[2] as Int64, MessageRows.jsonList(watched)]
      ).map { MemberID($0) }
    }
  }

  /// Keeps a receipt, as long as the message stays hidden.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func keep(_ receipt: KeptReceipt, of id: MessageID) async throws {
    try await access.write { db in
      try db.execute(
        sql: "UPDATE hiding SET shownBefore = ?, shownNow = ?, tookMs = ?, mayHaveSeen = ? WHERE messageID = ?",
        arguments: [
          receipt.before, receipt.now, receipt.ms, MessageRows.jsonList(receipt.mayHaveSeen), id.rawValue,
        ])
    }
  }

  /// The receipt of a message that is hidden now; `nil` when it is not, or when none was kept.
  /// - Throws: an unexpected error.
  public func keptReceipt(of id: MessageID) async throws -> KeptReceipt? {
    try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT shownBefore, shownNow, tookMs, mayHaveSeen FROM hiding
          WHERE messageID = ? AND mayHaveSeen IS NOT NULL
          """, arguments: [id.rawValue])
      guard let row else { return nil }
      let readers = try JSONDecoder().decode([Int64].self, from: Data((row[3] as String).utf8))
      return KeptReceipt(before: row[0], now: row[1], ms: row[2], mayHaveSeen: readers.map { MemberID($0) })
    }
  }

  /// Leaves a calm word for those who may have seen a hidden message. When it returns, it is on disk and noted in the
  /// audit log.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func correct(
    _ id: MessageID, _ text: LocalizedText, to members: [MemberID], by moderator: MemberID, at: Timestamp
  ) async throws {
    try await access.write { db in
      try AuditRows.add(.correctMessage, by: moderator, on: .message(id), reason: text.ja, at: at, in: db)
      for member in members {
        try NoticeRows.add(.correction, text, to: member, at: at, link: nil, message: nil, in: db)
      }
    }
  }

  /// The room of a message that is hidden now; `nil` when it is not.
  /// - Throws: an unexpected error.
  public func hiddenRoom(of id: MessageID) async throws -> RoomID? {
    try await access.read { db in
      try Int64.fetchOne(
        db, sql: "SELECT m.roomID FROM hiding h JOIN message m ON m.id = h.messageID WHERE h.messageID = ?",
        arguments: [id.rawValue]
      ).map { RoomID($0) }
    }
  }
}
