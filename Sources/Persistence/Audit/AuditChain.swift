import Crypto
import Foundation
import GRDB

/// How the rows of the audit log hang together: each carries the hash of the one before and its own, so that nobody changes,
/// removes or moves one without breaking what follows.
enum AuditChain {
  /// What the first row follows.
  static let beginning = Data(count: 32)

  /// What a row says.
  struct Content {
    let id: Int64
    let atMs: Int64
    let actor: Int64?
    let action: String
    let subject: String
    let reason: String?

    init(id: Int64, atMs: Int64, actor: Int64?, action: String, subject: String, reason: String?) {
      self.id = id
      self.atMs = atMs
      self.actor = actor
      self.action = action
      self.subject = subject
      self.reason = reason
    }

    /// Of a row with the columns `columns`.
    init(_ row: Row) {
      self.init(id: row[0], atMs: row[1], actor: row[2], action: row[3], subject: row[4], reason: row[5])
    }

    static let columns = "id, atMs, actorID, action, subject, reason"
  }

  /// SHA-256 over the previous hash and the row. Numbers are big-endian, texts UTF-8 with their length before them, so that
  /// no two rows have the same bytes. The form is fixed for ever: another one would need another name in front.
  static func hash(_ row: Content, after previous: Data) -> Data {
    var bytes = Data("hiroba-audit-1\n".utf8)
    bytes.append(previous)
    func add(_ number: Int64) { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
    func add(_ text: String?) {
      guard let text else { return bytes.append(0) }
      bytes.append(1)
      add(Int64(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    add(row.id)
    add(row.atMs)
    add(row.actor.map(String.init))
    add(row.action)
    add(row.subject)
    add(row.reason)
    return Data(SHA256.hash(data: bytes))
  }
}

/// The fourth version: the audit log becomes a chain, and a table of its own keeps where it ends.
enum AuditSchema {
  static func create(_ db: Database) throws {
    try db.execute(
      sql: """
        DROP TRIGGER auditIsNotChanged;
        ALTER TABLE audit ADD COLUMN previous BLOB;
        ALTER TABLE audit ADD COLUMN hash BLOB;
        CREATE TABLE auditHead (
          one INTEGER PRIMARY KEY CHECK (one = 1),
          rowCount INTEGER NOT NULL,
          lastID INTEGER NOT NULL,
          hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX auditByActor ON audit (actorID, id);
        CREATE INDEX auditBySubject ON audit (subject, id);
        """)
    var (count, last, previous): (Int64, Int64, Data) = (0, 0, AuditChain.beginning)
    for row in try Row.fetchAll(db, sql: "SELECT \(AuditChain.Content.columns) FROM audit ORDER BY id") {
      let content = AuditChain.Content(row)
      let hash = AuditChain.hash(content, after: previous)
      try db.execute(
        sql: "UPDATE audit SET previous = ?, hash = ? WHERE id = ?", arguments: [previous, hash, content.id])
      (count, last, previous) = (count + 1, content.id, hash)
    }
    try db.execute(sql: "INSERT INTO auditHead VALUES (1, ?, ?, ?)", arguments: [count, last, previous])
    try db.execute(
      sql: """
        CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER auditIsChained BEFORE INSERT ON audit
          WHEN NEW.previous IS NULL OR NEW.hash IS NULL OR length(NEW.previous) <> 32 OR length(NEW.hash) <> 32
          BEGIN SELECT RAISE(ABORT, 'a row of the audit log carries its hash'); END;
        CREATE TRIGGER auditHeadStays BEFORE DELETE ON auditHead
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        """)
  }
}
