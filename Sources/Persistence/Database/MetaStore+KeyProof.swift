public import Community
public import Foundation
import GRDB

extension MetaStore {
  /// A value that only the keys of this community's sealed columns open; `nil` as long as nothing was sealed.
  /// - Throws: an unexpected error.
  public func keyProof() async throws -> Data? {
    try await access.read { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'keyProof'").flatMap { Data(base64Encoded: $0) }
    }
  }

  /// When this returns, the proof is on disk. An earlier one stays: it was made with the keys in use.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func setKeyProof(_ proof: Data) async throws {
    try await access.write { db in
      try db.execute(
        sql: "INSERT INTO meta (name, value) VALUES ('keyProof', ?) ON CONFLICT DO NOTHING",
        arguments: [proof.base64EncodedString()])
    }
  }

  /// Writes the moment down: proof that the disk still takes writes.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func probe(at: Timestamp) async throws {
    try await access.write { db in
      try db.execute(
        sql: """
          INSERT INTO meta (name, value) VALUES ('probedAtMs', ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value
          """, arguments: [String(at.milliseconds)])
    }
  }
}
