public import Community
public import Foundation
import GRDB

/// Members: what others may see, and apart from it what they gave in confidence, sealed by the caller.
public struct MemberStore: Sendable {
  let access: DatabaseAccess

  // MARK: Joining

  /// Creates a member whose sign-in was verified. When this returns, the member is on disk, starts with everything in
  /// every room read, and the challenge cannot be used again.
  /// - Parameter challenge: the verified challenge that proves the address; `nil` only for invented members.
  /// - Throws: `Refusal.displayNameTaken`; `.codeExpired` when the challenge was used, or somebody joined with the
  ///   address meanwhile; `.storageFull`; an unexpected error.
  public func create(_ member: NewMember, verifiedBy challenge: SignInChallengeID? = nil) async throws -> MemberSummary
  {
    try await access.write { db in
      if let challenge { try SignInRows.use(challenge, at: member.at, in: db) }
      return try MemberRows.insert(member, in: db)
    }
  }

  /// Creates many members in one transaction, for invented communities.
  /// - Throws: as `create`; none is created then.
  public func create(_ members: [NewMember]) async throws -> [MemberSummary] {
    try await access.write { db in try members.map { try MemberRows.insert($0, in: db) } }
  }

  /// - Returns: whether a member with this name key exists.
  public func isTaken(nameKey: String) async throws -> Bool {
    try await access.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM member WHERE nameKey = ?)", arguments: [nameKey]) ?? false
    }
  }

  // MARK: Finding

  /// - Parameter emailHash: keyed hash of the address.
  public func find(emailHash: Data) async throws -> MemberSummary? {
    try await access.read { db in
      try MemberRows.fetch(
        db, where: "JOIN memberSecret s ON s.memberID = a.id WHERE s.emailHash = ?", arguments: [emailHash]
      ).first
    }
  }

  public func find(_ id: MemberID) async throws -> MemberSummary? {
    try await access.read { try MemberRows.fetch($0, where: "WHERE a.id = ?", arguments: [id.rawValue]).first }
  }

  /// The members with these name keys, in no particular order.
  public func find(nameKeys: [String]) async throws -> [MemberSummary] {
    let list = String(decoding: try JSONEncoder().encode(nameKeys), as: UTF8.self)
    return try await access.read { db in
      try MemberRows.fetch(
        db, where: "WHERE a.nameKey IN (SELECT value FROM json_each(?)) ORDER BY a.id", arguments: [list])
    }
  }

  /// Members whose name key contains the text: first those that begin with it, each group by name.
  /// - Parameter nameKeyPart: folded as name keys are; an empty text finds everyone.
  public func search(nameKeyPart: String, limit: Int) async throws -> [MemberSummary] {
    try await access.read { db in
      try MemberRows.fetch(
        db,
        where: """
          WHERE ?1 = '' OR instr(a.nameKey, ?1) > 0
          ORDER BY substr(a.nameKey, 1, length(?1)) <> ?1, a.nameKey LIMIT ?2
          """, arguments: [nameKeyPart, limit])
    }
  }

  /// Every member, by identity.
  public func allNames() async throws -> [MemberSummary] {
    try await access.read { try MemberRows.fetch($0, where: "ORDER BY a.id", arguments: []) }
  }

  /// How many members there are.
  public func count() async throws -> Int {
    try await access.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM member") ?? 0 }
  }

  // MARK: In confidence

  /// What the member gave in confidence, sealed.
  /// - Throws: `Refusal.notFound`, an unexpected error.
  public func secrets(of member: MemberID) async throws -> MemberSecrets {
    try await access.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT email, attributes, keyID, attributesChangedAtMs,
            (SELECT max(version) FROM termsAcceptance t WHERE t.memberID = s.memberID)
          FROM memberSecret s WHERE memberID = ?
          """, arguments: [member.rawValue])
      guard let row else { throw Refusal.notFound }
      return MemberSecrets(
        email: row[0], attributes: row[1], keyID: row[2],
        attributesChangedAt: (row[3] as Int64?).map { Timestamp(milliseconds: $0) }, termsVersion: row[4])
    }
  }

  /// Replaces the sealed attributes; `nil` when the member withdrew them all. When this returns, it is on disk.
  ///
  /// E-mail and attributes share one key: pass the e-mail sealed again when the key is another one.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func setAttributes(
    _ attributes: Data?, email: Data? = nil, keyID: String, of member: MemberID, at: Timestamp
  ) async throws {
    try await access.write { db in
      try db.execute(
        sql: """
          UPDATE memberSecret SET attributes = ?, email = coalesce(?, email), keyID = ?, attributesChangedAtMs = ?
          WHERE memberID = ?
          """, arguments: [attributes, email, keyID, at.milliseconds, member.rawValue])
      guard db.changesCount == 1 else { throw Refusal.notFound }
    }
  }

  // MARK: Changing

  /// When this returns, the member has accepted this version of the terms; the first acceptance of a version counts.
  public func acceptTerms(_ version: Int, by member: MemberID, at: Timestamp) async throws {
    try await access.write { try MemberRows.acceptTerms(version, by: member, at: at, in: $0) }
  }

  /// When this returns, the member has the role. Noted in the audit log.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func setRole(_ role: Role, of member: MemberID, by actor: MemberID?, reason: String? = nil, at: Timestamp)
    async throws -> MemberSummary
  {
    try await access.write { try MemberRows.setRole(role, of: member, by: actor, reason: reason, at: at, in: $0) }
  }

  /// When this returns, the member carries exactly these badges.
  /// - Throws: `Refusal.notFound`, `Refusal.storageFull`, an unexpected error.
  public func setBadges(_ badges: [String], of member: MemberID) async throws -> MemberSummary {
    try await access.write { db in
      try db.execute(
        sql: "UPDATE member SET badges = ? WHERE id = ?",
        arguments: [try MemberRows.encodeBadges(badges), member.rawValue])
      return try MemberRows.require(member, in: db)
    }
  }
}
