public import Community
public import Foundation
import GRDB

/// One-time links that make the first administrator. Only the hash of a link's token is stored.
public struct SetupLinkStore: Sendable {
  let access: DatabaseAccess

  /// When this returns, the link works until `expiresAt`.
  /// - Parameter tokenHash: at least 16 bytes.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func create(tokenHash: Data, at: Timestamp, expiresAt: Timestamp) async throws {
    try await access.write { db in
      try db.execute(
        sql: "INSERT INTO setupLink (tokenHash, createdAtMs, expiresAtMs) VALUES (?, ?, ?)",
        arguments: [tokenHash, at.milliseconds, expiresAt.milliseconds])
    }
  }

  /// When this returns, the member is an administrator and the link used up. Noted in the audit log.
  /// - Throws: `Refusal.setupLinkInvalid` (unknown, used or expired), `.notFound`, `.storageFull`, an unexpected error.
  public func use(tokenHash: Data, by member: MemberID, at: Timestamp) async throws -> MemberSummary {
    try await access.write { db in
      _ = try MemberRows.require(member, in: db)
      try db.execute(
        sql: """
          UPDATE setupLink SET usedAtMs = ?1, usedByID = ?2
          WHERE tokenHash = ?3 AND usedAtMs IS NULL AND expiresAtMs > ?1
          """, arguments: [at.milliseconds, member.rawValue, tokenHash])
      guard db.changesCount == 1 else { throw Refusal.setupLinkInvalid }
      try AuditRows.add(.useSetupLink, by: member, on: .member(member), at: at, in: db)
      return try MemberRows.setRole(.administrator, of: member, by: member, reason: "setup link", at: at, in: db)
    }
  }
}
