public import Community
public import Foundation
import GRDB

/// A signed-in browser.
public struct StoredSession: Hashable, Sendable {
  public let id: SessionID
  public let member: MemberSummary
  /// How the member recognises it: `iPhone · Safari`.
  public let device: String
  public let createdAt: Timestamp
  /// Within `SessionStore.seenInterval` of the truth.
  public let lastSeenAt: Timestamp
  public let expiresAt: Timestamp
}

/// Signed-in browsers, found by the hash of their token. The token itself is never stored.
public struct SessionStore: Sendable {
  /// How coarsely `lastSeenAt` is kept: a busy member costs one write in this time, not one per request.
  public static let seenInterval = Duration.seconds(5 * 60)

  let access: DatabaseAccess

  /// When this returns, the token signs the member in until `expiresAt`.
  /// - Parameters:
  ///   - tokenHash: at least 16 bytes.
  ///   - challenge: the verified challenge that this sign-in uses up.
  /// - Throws: `Refusal.codeExpired` when the challenge was used before; `.storageFull`; an unexpected error.
  public func create(
    for member: MemberID, tokenHash: Data, device: String, at: Timestamp, expiresAt: Timestamp,
    verifiedBy challenge: SignInChallengeID? = nil
  ) async throws -> SessionID {
    try await access.write { db in
      if let challenge { try SignInRows.use(challenge, at: at, in: db) }
      try db.execute(
        sql: """
          INSERT INTO session (memberID, tokenHash, device, createdAtMs, lastSeenAtMs, expiresAtMs)
          VALUES (?1, ?2, ?3, ?4, ?4, ?5)
          """, arguments: [member.rawValue, tokenHash, device, at.milliseconds, expiresAt.milliseconds])
      return SessionID(db.lastInsertedRowID)
    }
  }

  /// - Returns: `nil` for an unknown, ended or expired session.
  /// - Throws: an unexpected error.
  public func find(tokenHash: Data, at: Timestamp) async throws -> StoredSession? {
    try await access.read { db in
      try Self.fetch(
        db, where: "s.tokenHash = ? AND s.expiresAtMs > ?", arguments: [tokenHash, at.milliseconds]
      ).first
    }
  }

  /// The member's sessions that have not expired, the one seen last first.
  public func list(of member: MemberID, at: Timestamp) async throws -> [StoredSession] {
    try await access.read { db in
      try Self.fetch(
        db, where: "s.memberID = ? AND s.expiresAtMs > ? ORDER BY s.lastSeenAtMs DESC, s.id DESC",
        arguments: [member.rawValue, at.milliseconds])
    }
  }

  /// Notes that the session is in use and, when `expiresAt` is given, lets it live until then. Writes at most once per
  /// `seenInterval`.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func touch(_ session: StoredSession, at: Timestamp, expiresAt: Timestamp? = nil) async throws {
    guard at >= session.lastSeenAt.advanced(by: Self.seenInterval) else { return }
    try await access.write { db in
      try db.execute(
        sql: """
          UPDATE session SET lastSeenAtMs = max(lastSeenAtMs, ?1), expiresAtMs = max(expiresAtMs, coalesce(?2, 0))
          WHERE id = ?3
          """, arguments: [at.milliseconds, expiresAt?.milliseconds, session.id.rawValue])
    }
  }

  /// When this returns, the session's token signs nobody in.
  /// - Returns: false when the member has no such session.
  public func end(_ session: SessionID, of member: MemberID) async throws -> Bool {
    try await access.write { db in
      try db.execute(
        sql: "DELETE FROM session WHERE id = ? AND memberID = ?", arguments: [session.rawValue, member.rawValue])
      return db.changesCount > 0
    }
  }

  /// When this returns, the member is signed out everywhere, but for one session.
  /// - Returns: the sessions that ended.
  public func endAll(of member: MemberID, except kept: SessionID? = nil) async throws -> [SessionID] {
    try await access.write { db in
      try Int64.fetchAll(
        db, sql: "DELETE FROM session WHERE memberID = ? AND id IS NOT ? RETURNING id",
        arguments: [member.rawValue, kept?.rawValue]
      ).map { SessionID($0) }
    }
  }

  /// Forgets expired sessions, at most 1,000 at once.
  /// - Returns: how many.
  public func purge(at: Timestamp) async throws -> Int {
    try await access.write { db in
      try db.execute(
        sql: "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expiresAtMs <= ? LIMIT 1000)",
        arguments: [at.milliseconds])
      return db.changesCount
    }
  }

  private static func fetch(_ db: Database, where condition: String, arguments: StatementArguments) throws
    -> [StoredSession]
  {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(MemberRows.columns), s.id, s.device, s.createdAtMs, s.lastSeenAtMs, s.expiresAtMs
        FROM session s JOIN member a ON a.id = s.memberID WHERE \(condition)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      StoredSession(
        id: SessionID(row[4] as Int64), member: try MemberRows.summary(row), device: row[5],
        createdAt: Timestamp(milliseconds: row[6]), lastSeenAt: Timestamp(milliseconds: row[7]),
        expiresAt: Timestamp(milliseconds: row[8]))
    }
  }
}
