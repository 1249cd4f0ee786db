import Community
import Foundation
import GRDB
import Testing

@testable import Persistence

/// Tampering with a real database file, as somebody with a shell would.
@Suite struct `The chain of the audit log` {
  private func community(rows: Int) async throws -> TestCommunity {
    let community = try await TestCommunity()
    for number in 1...rows {
      try await community.database.audit.record(
        .hideMessage, by: community.moderator.id, on: .message(MessageID(Int64(number))),
        reason: number.isMultiple(of: 2) ? "理由\(number)" : nil, at: .moment(Int64(number)))
    }
    return community
  }

  /// Closes the database, changes its file with the triggers gone, and verifies.
  private func verdict(after tampering: String, rows: Int = 6, noted: String? = nil) async throws -> AuditVerdict {
    let community = try await community(rows: rows)
    try community.database.close()
    let path = DataFolder(path: community.folder.path).databasePath
    let file = try DatabaseQueue(path: path)
    try await file.write { db in
      for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER \(trigger)")
      }
      try db.execute(sql: tampering)
    }
    try file.close()
    return try AuditVerdict.verify(folder: community.folder.path, noted: noted)
  }

  @Test func `is right when nobody touched it, also while the database is open`() async throws {
    let community = try await community(rows: 5)
    let whole = try AuditVerdict.verify(folder: community.folder.path)
    #expect(whole.isRight)
    #expect(whole.rows == 5)
    #expect(try await community.database.audit.verify() == whole)
    try await community.database.audit.record(
      .readEdits, by: community.moderator.id, on: .audit, at: .moment(9))
    let later = try AuditVerdict.verify(folder: community.folder.path, noted: whole.head)
    #expect(later.rows == 6)
    #expect(later.hasNoted == true)
  }

  @Test(arguments: [
    "UPDATE audit SET reason = 'ほか' WHERE id = 4", "UPDATE audit SET atMs = atMs + 1 WHERE id = 4",
    "UPDATE audit SET actorID = 2 WHERE id = 4", "UPDATE audit SET actorID = NULL WHERE id = 4",
    "UPDATE audit SET action = 'restoreMessage' WHERE id = 4", "UPDATE audit SET subject = 'message:44' WHERE id = 4",
    "UPDATE audit SET hash = zeroblob(32) WHERE id = 4", "UPDATE audit SET hash = NULL WHERE id = 4",
  ])
  func `an altered row is named`(tampering: String) async throws {
    let verdict = try await verdict(after: tampering)
    #expect(verdict.firstBad == .init(row: 4, fault: .altered))
    #expect(verdict.rows == 3)
  }

  @Test(arguments: [(1, 2), (3, 4)])
  func `a missing row is named by the one after it`(gone: Int, named: Int) async throws {
    let verdict = try await verdict(after: "DELETE FROM audit WHERE id = \(gone)")
    #expect(verdict.firstBad == .init(row: Int64(named), fault: .missing))
  }

  @Test func `rows that changed places are named`() async throws {
    let verdict = try await verdict(
      after: """
        UPDATE audit SET id = 100 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4;
        UPDATE audit SET id = 4 WHERE id = 100;
        """)
    #expect(verdict.firstBad == .init(row: 3, fault: .reordered))
  }

  @Test(arguments: [
    "DELETE FROM audit WHERE id > 4",
    // The head was changed to hide it; SQLite still knows the last number.
    """
    DELETE FROM audit WHERE id > 4;
    UPDATE auditHead SET rowCount = 4, lastID = 4, hash = (SELECT hash FROM audit WHERE id = 4);
    """,
  ])
  func `a shortened log is noticed`(tampering: String) async throws {
    let verdict = try await verdict(after: tampering)
    #expect(verdict.firstBad == .init(row: 4, fault: .truncated))
  }

  @Test func `a log rewritten to its end lacks the head that was noted`() async throws {
    let whole = try await verdict(after: "SELECT 1")
    let rewritten = try await verdict(
      after: """
        DELETE FROM audit WHERE id > 4;
        UPDATE auditHead SET rowCount = 4, lastID = 4, hash = (SELECT hash FROM audit WHERE id = 4);
        UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit';
        """, noted: whole.head)
    #expect(rewritten.firstBad == nil)
    #expect(rewritten.hasNoted == false)
    #expect(!rewritten.isRight)
  }

  @Test func `rows of an earlier version are chained`() throws {
    let database = try DatabaseQueue()
    try Schema.migrator(upTo: 2).migrate(database)
    try database.write { db in
      for number in 1...4 {
        try db.execute(
          sql: "INSERT INTO audit (id, atMs, action, subject) VALUES (?, 7, 'hideMessage', 'message:1')",
          arguments: [number * 3])
      }
    }
    try Schema.migrator().migrate(database)
    try database.read { db throws -> Void in
      #expect(try AuditVerdict.verify(db).rows == 4)
      #expect(try AuditVerdict.verify(db).isRight)
    }
  }

  @Test func `a row is there exactly when the deed is`() async throws {
    let community = try await TestCommunity()
    let message = try await community.post("海").message.id
    try await community.hide(message)
    await #expect(throws: Refusal.messageGone) { try await community.hide(message) }
    try await community.restore(message)
    let verdict = try AuditVerdict.verify(folder: community.folder.path)
    #expect(verdict.isRight)
    #expect(verdict.rows == 2)
  }

  @Test func `can be searched by person, action, subject and time`() async throws {
    let community = try await community(rows: 4)
    let audit = community.database.audit
    try await audit.record(.changeRole, by: community.aoi.id, on: .member(community.haru.id), at: .moment(9))
    func found(_ filter: AuditLog.Filter) async throws -> [Int64] {
      try await audit.entries(filter, limit: 9).map(\.id)
    }
    #expect(try await found(.init(actor: community.aoi.id)) == [5])
    #expect(try await found(.init(action: "changeRole")) == [5])
    #expect(try await found(.init(subject: "message:2")) == [2])
    #expect(try await found(.init(subject: "message")) == [4, 3, 2, 1])
    #expect(try await found(.init(from: .moment(2), to: .moment(4))) == [3, 2])
    #expect(try await audit.entries(limit: 1).first?.by?.name == community.aoi.name)
  }
}
