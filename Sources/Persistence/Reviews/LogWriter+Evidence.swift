import Community
import Foundation
import GRDB

extension LogWriter {
  /// Takes a message's texts out of the log and seals them. Without a seal they stay.
  func sealEvidence(of id: MessageID, at: Timestamp) throws {
    guard let seal = evidence.seal else { return }
    let row = try Row.fetchOne(
      db, sql: "SELECT body, mentions FROM message WHERE id = ? AND body <> ''", arguments: [id.rawValue])
    guard let row else { return }
    let edits = try Row.fetchAll(
      db, sql: "SELECT body, writtenAtMs, replacedAtMs FROM messageEdit WHERE messageID = ? ORDER BY id",
      arguments: [id.rawValue]
    ).map { EvidenceContent.Edit(body: $0[0], writtenAtMs: $0[1], replacedAtMs: $0[2]) }
    let content = try JSONEncoder().encode(EvidenceContent(body: row[0], mentions: row[1], edits: edits))
    try db.execute(
      sql: """
        INSERT INTO evidence (messageID, sealed, sealedAtMs, retainUntilMs) VALUES (?, ?, ?, ?)
        ON CONFLICT (messageID) DO UPDATE SET sealed = excluded.sealed, sealedAtMs = excluded.sealedAtMs,
          retainUntilMs = excluded.retainUntilMs
        """,
      arguments: [
        id.rawValue, try seal.seal(id, content), at.milliseconds, at.advanced(by: seal.retention).milliseconds,
      ])
    try db.execute(sql: "UPDATE message SET body = '', mentions = NULL WHERE id = ?", arguments: [id.rawValue])
    try db.execute(sql: "DELETE FROM messageEdit WHERE messageID = ?", arguments: [id.rawValue])
  }

  /// Puts a sealed message's texts back.
  func unsealEvidence(of id: MessageID) throws {
    guard let sealed = try sealedEvidence(of: id), let seal = evidence.seal else { return }
    let content = try JSONDecoder().decode(EvidenceContent.self, from: try seal.open(id, sealed))
    try db.execute(
      sql: "UPDATE message SET body = ?, mentions = ? WHERE id = ?",
      arguments: [content.body, content.mentions, id.rawValue])
    for edit in content.edits {
      try db.execute(
        sql: "INSERT INTO messageEdit (messageID, body, writtenAtMs, replacedAtMs) VALUES (?, ?, ?, ?)",
        arguments: [id.rawValue, edit.body, edit.writtenAtMs, edit.replacedAtMs])
    }
    try db.execute(sql: "DELETE FROM evidence WHERE messageID = ?", arguments: [id.rawValue])
  }

  /// Whether what the message said is still there, in the log or sealed.
  func hasText(_ id: MessageID) throws -> Bool {
    if try sealedEvidence(of: id) != nil { return true }
    return try Bool.fetchOne(
      db, sql: "SELECT coalesce(body, '') <> '' FROM message WHERE id = ?", arguments: [id.rawValue])
      ?? false
  }

  private func sealedEvidence(of id: MessageID) throws -> Data? {
    try Data.fetchOne(db, sql: "SELECT sealed FROM evidence WHERE messageID = ?", arguments: [id.rawValue])
  }
}
