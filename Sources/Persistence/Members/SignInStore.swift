public import Community
public import Foundation
import GRDB

/// Codes sent by e-mail, each for one browser, one address and one use.
public struct SignInStore: Sendable {
  let access: DatabaseAccess

  /// What was asked for since a moment: the limits are the caller's.
  /// - Throws: an unexpected error.
  public func counts(emailHash: Data, clientHash: Data, since: Timestamp) async throws -> SignInCounts {
    try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*) FILTER (WHERE emailHash = ?1), max(createdAtMs) FILTER (WHERE emailHash = ?1),
            count(*) FILTER (WHERE clientHash = ?2),
            coalesce(sum(tries - (verifiedAtMs IS NOT NULL)) FILTER (WHERE emailHash = ?1), 0), count(*)
          FROM signInChallenge WHERE createdAtMs >= ?3
          """, arguments: [emailHash, clientHash, since.milliseconds])
      guard let row else { throw UnexpectedValue(column: "signInChallenge") }
      return SignInCounts(
        codesToAddress: row[0], lastCodeToAddressAt: (row[1] as Int64?).map { Timestamp(milliseconds: $0) },
        codesByClient: row[2], wrongTriesForAddress: row[3], codesInAll: row[4])
    }
  }

  /// When this returns, the browser can enter the code.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func create(_ challenge: NewSignInChallenge) async throws -> SignInChallengeID {
    try await access.write { db in
      try db.execute(
        sql: """
          INSERT INTO signInChallenge
            (browserHash, emailHash, email, keyID, codeHash, clientHash, createdAtMs, expiresAtMs)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          challenge.browserHash, challenge.emailHash, challenge.email, challenge.keyID, challenge.codeHash,
          challenge.clientHash, challenge.at.milliseconds, challenge.expiresAt.milliseconds,
        ])
      return SignInChallengeID(db.lastInsertedRowID)
    }
  }

  /// Enters a code. Every attempt counts before it is compared, so that parallel guesses get no more tries than others.
  /// When this returns, the attempt is on disk; the right code cannot be entered a second time.
  /// - Throws: `Refusal.codeWrong`, `.codeExpired` (unknown browser, too late, or entered before), `.codeTriesUsedUp`,
  ///   `.storageFull`; an unexpected error.
  public func verify(browserHash: Data, codeHash: Data, mostTries: Int, at: Timestamp) async throws -> VerifiedSignIn {
    let outcome: Result<VerifiedSignIn, Refusal> = try await access.write { db in
      guard let stored = try SignInRows.fetch(db, browserHash: browserHash), stored.verifiedAt == nil,
        at < stored.expiresAt
      else { return .failure(.codeExpired) }
      guard stored.tries < mostTries else { return .failure(.codeTriesUsedUp) }
      let isRight = stored.codeHash.equalsInConstantTime(codeHash)
      try db.execute(
        sql: "UPDATE signInChallenge SET tries = tries + 1, verifiedAtMs = ? WHERE id = ?",
        arguments: [isRight ? at.milliseconds : nil, stored.id.rawValue])
      if isRight { return .success(stored.verified(at: at)) }
      return .failure(stored.tries + 1 < mostTries ? .codeWrong : .codeTriesUsedUp)
    }
    return try outcome.get()
  }

  /// The browser's verified challenge that nobody has joined or signed in with yet.
  /// - Parameter since: how long ago the code may have been entered.
  /// - Throws: an unexpected error.
  public func findVerified(browserHash: Data, since: Timestamp) async throws -> VerifiedSignIn? {
    try await access.read { db in
      guard let stored = try SignInRows.fetch(db, browserHash: browserHash), stored.usedAt == nil,
        let verifiedAt = stored.verifiedAt, verifiedAt >= since
      else { return nil }
      return stored.verified(at: verifiedAt)
    }
  }

  /// Forgets challenges made before a moment, at most 1,000 at once.
  /// - Returns: how many.
  public func purge(before: Timestamp) async throws -> Int {
    try await access.write { db in
      try db.execute(
        sql: """
          DELETE FROM signInChallenge
          WHERE id IN (SELECT id FROM signInChallenge WHERE createdAtMs < ? LIMIT 1000)
          """, arguments: [before.milliseconds])
      return db.changesCount
    }
  }
}

enum SignInRows {
  struct Stored {
    let id: SignInChallengeID
    let emailHash: Data
    let email: Data
    let keyID: String
    let codeHash: Data
    let tries: Int
    let expiresAt: Timestamp
    let verifiedAt: Timestamp?
    let usedAt: Timestamp?

    func verified(at: Timestamp) -> VerifiedSignIn {
      VerifiedSignIn(id: id, emailHash: emailHash, email: email, keyID: keyID, verifiedAt: at)
    }
  }

  static func fetch(_ db: Database, browserHash: Data) throws -> Stored? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, emailHash, email, keyID, codeHash, tries, expiresAtMs, verifiedAtMs, usedAtMs
        FROM signInChallenge WHERE browserHash = ?
        """, arguments: [browserHash]
    ).map { row in
      Stored(
        id: SignInChallengeID(row[0] as Int64), emailHash: row[1], email: row[2], keyID: row[3], codeHash: row[4],
        tries: row[5], expiresAt: Timestamp(milliseconds: row[6]),
        verifiedAt: (row[7] as Int64?).map { Timestamp(milliseconds: $0) },
        usedAt: (row[8] as Int64?).map { Timestamp(milliseconds: $0) })
    }
  }

  /// Uses a verified challenge up, inside the transaction of what it allows.
  /// - Throws: `Refusal.codeExpired` when it was used before or never verified.
  static func use(_ id: SignInChallengeID, at: Timestamp, in db: Database) throws {
    try db.execute(
      sql: "UPDATE signInChallenge SET usedAtMs = ? WHERE id = ? AND usedAtMs IS NULL AND verifiedAtMs IS NOT NULL",
      arguments: [at.milliseconds, id.rawValue])
    guard db.changesCount == 1 else { throw Refusal.codeExpired }
  }
}

extension Data {
  /// Takes the same time wherever the first difference is.
  fileprivate func equalsInConstantTime(_ other: Data) -> Bool {
    guard count == other.count else { return false }
    return zip(self, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
