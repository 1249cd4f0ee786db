import Community
import Foundation
import GRDB

/// Members as the database has them.
enum MemberRows {
  /// The columns `summary` expects, of a table called `a`.
  static let columns = "a.id, a.name, a.role, a.badges"

  /// - Parameter index: of the first of `columns` in the row.
  static func summary(_ row: Row, from index: Int = 0) throws -> MemberSummary {
    guard let role = Role(rawValue: row[index + 2]) else { throw UnexpectedValue(column: "member.role") }
    return MemberSummary(
      id: MemberID(row[index] as Int64), name: row[index + 1], role: role, badges: try decodeBadges(row[index + 3]))
  }

  /// - Parameter condition: what follows `FROM member a`.
  static func fetch(_ db: Database, where condition: String, arguments: StatementArguments) throws -> [MemberSummary] {
    let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM member a " + condition)
    return try Row.fetchAll(statement, arguments: arguments).map { try summary($0) }
  }

  /// By identity, in one statement.
  static func summaries(_ db: Database, of members: some Sequence<MemberID>) throws -> [MemberID: MemberSummary] {
    let found = try fetch(
      db, where: "WHERE a.id IN (SELECT value FROM json_each(?))", arguments: [MessageRows.jsonList(members)])
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: `Refusal.notFound`, an unexpected error.
  static func require(_ id: MemberID, in db: Database) throws -> MemberSummary {
    guard let member = try fetch(db, where: "WHERE a.id = ?", arguments: [id.rawValue]).first else {
      throw Refusal.notFound
    }
    return member
  }

  static func encodeBadges(_ badges: [String]) throws -> String {
    String(decoding: try JSONEncoder().encode(badges), as: UTF8.self)
  }

  private static func decodeBadges(_ text: String) throws -> [String] {
    // Nearly everyone: spares the decoder.
    text == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}

// MARK: - Changing

extension MemberRows {
  /// - Throws: `Refusal.displayNameTaken`, `Refusal.codeExpired` (the address is a member's), an unexpected error.
  static func insert(_ member: NewMember, in db: Database) throws -> MemberSummary {
    do {
      try db.execute(
        sql: "INSERT INTO member (name, nameKey, role, badges, createdAtMs) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          member.name.text, member.nameKey, member.role.rawValue, try encodeBadges(member.badges),
          member.at.milliseconds,
        ])
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
      throw Refusal.displayNameTaken
    }
    let id = MemberID(db.lastInsertedRowID)
    do {
      try db.execute(
        sql: "INSERT INTO memberSecret (memberID, emailHash, email, attributes, keyID) VALUES (?, ?, ?, ?, ?)",
        arguments: [id.rawValue, member.emailHash, member.email, member.attributes, member.keyID])
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
      throw Refusal.codeExpired
    }
    if let version = member.termsVersion { try acceptTerms(version, by: id, at: member.at, in: db) }
    // What was said before somebody joined is there to be read, but is not news to them.
    try db.execute(
      sql: "INSERT INTO membership (memberID, roomID, readOffset) SELECT ?, id, lastOffset FROM room",
      arguments: [id.rawValue])
    return MemberSummary(id: id, name: member.name.text, role: member.role, badges: member.badges)
  }

  static func acceptTerms(_ version: Int, by member: MemberID, at: Timestamp, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO termsAcceptance (memberID, version, atMs) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [member.rawValue, version, at.milliseconds])
  }

  static func setRole(
    _ role: Role, of member: MemberID, by actor: MemberID?, reason: String?, at: Timestamp, in db: Database
  ) throws -> MemberSummary {
    let before = try require(member, in: db)
    try db.execute(sql: "UPDATE member SET role = ? WHERE id = ?", arguments: [role.rawValue, member.rawValue])
    let change = "\(before.role.rawValue) -> \(role.rawValue)"
    try AuditRows.add(
      .changeRole, by: actor, on: .member(member), reason: [change, reason].compactMap(\.self).joined(separator: ": "),
      at: at, in: db)
    return try require(member, in: db)
  }
}
