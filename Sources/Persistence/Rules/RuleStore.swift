public import Community
import Folding
import Foundation
import GRDB

/// The rules of the filter, and how they have done.
public struct RuleStore: Sendable {
  let access: DatabaseAccess

  /// Every rule in force, oldest first, and the version of them all: raised by every change.
  /// - Throws: an unexpected error.
  public func all() async throws -> (version: Int, rules: [Rule]) {
    try await access.read { try (RuleRows.version(in: $0), RuleRows.all(in: $0)) }
  }

  /// Stores the rules a community starts with, unless it ever had any. When it returns, they are on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func createIfNone(_ bodies: [RuleBody], at: Timestamp) async throws {
    let isAny = try await access.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM rule)") }
    guard isAny != true else { return }
    try await access.write { db in
      for body in bodies { _ = try RuleRows.insert(body, by: nil, at: at, in: db) }
      try RuleRows.raiseVersion(in: db)
    }
  }

  /// When it returns, the rule is on disk and in the audit log.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func create(_ body: RuleBody, by member: MemberID, at: Timestamp) async throws -> Rule {
    try await access.write { db in
      let rule = try RuleRows.insert(body, by: member, at: at, in: db)
      try RuleRows.raiseVersion(in: db)
      try AuditRows.add(.createRule, by: member, on: .rule(rule.rawValue), reason: body.summary, at: at, in: db)
      return try RuleRows.require(rule, in: db)
    }
  }

  /// When it returns, the rule's next version is on disk and in the audit log.
  /// - Parameter change: makes the new body from the current one.
  /// - Throws: `Refusal.notFound`, `.storageFull`, what `change` throws, an unexpected error.
  public func change(
    _ id: RuleID, by member: MemberID, reason: String? = nil, at: Timestamp,
    _ change: @escaping @Sendable (RuleBody) throws -> RuleBody
  ) async throws -> Rule {
    try await access.write { db in
      let rule = try RuleRows.require(id, in: db)
      let body = try change(rule.body)
      guard body != rule.body else { return rule }
      try RuleRows.update(id, body, by: member, at: at, in: db)
      try RuleRows.raiseVersion(in: db)
      try AuditRows.add(
        .changeRule, by: member, on: .rule(id.rawValue), reason: reason ?? body.summary, at: at, in: db)
      return try RuleRows.require(id, in: db)
    }
  }

  /// When it returns, the rule is out of force on disk; its hits stay.
  /// - Throws: `Refusal.notFound`, `.storageFull`, an unexpected error.
  public func remove(_ id: RuleID, by member: MemberID, at: Timestamp) async throws {
    try await access.write { db in
      let rule = try RuleRows.require(id, in: db)
      try db.execute(sql: "UPDATE rule SET removedAtMs = ? WHERE id = ?", arguments: [at.milliseconds, id.rawValue])
      try RuleRows.raiseVersion(in: db)
      try AuditRows.add(.removeRule, by: member, on: .rule(id.rawValue), reason: rule.body.summary, at: at, in: db)
    }
  }

  /// Adds and changes many rules at once, noted in the audit log rule by rule.
  /// - Throws: `Refusal.notFound`, `.storageFull`, an unexpected error.
  public func importAll(
    adding new: [RuleBody], changing changed: [(id: RuleID, body: RuleBody)], by member: MemberID, at: Timestamp
  ) async throws {
    guard !new.isEmpty || !changed.isEmpty else { return }
    let changes = changed.map { Change(id: $0.id, body: $0.body) }
    try await access.write { db in
      for body in new {
        let id = try RuleRows.insert(body, by: member, at: at, in: db)
        try AuditRows.add(.createRule, by: member, on: .rule(id.rawValue), reason: body.summary, at: at, in: db)
      }
      for change in changes {
        try RuleRows.update(change.id, change.body, by: member, at: at, in: db)
        try AuditRows.add(
          .changeRule, by: member, on: .rule(change.id.rawValue), reason: change.body.summary, at: at, in: db)
      }
      try RuleRows.raiseVersion(in: db)
      try AuditRows.add(
        .importRules, by: member, on: .rules, reason: "+\(new.count) ~\(changes.count)", at: at, in: db)
    }
  }

  private struct Change: Sendable {
    let id: RuleID
    let body: RuleBody
  }
}

extension RuleBody {
  /// For the audit log: 「死ね」 hold strict.
  fileprivate var summary: String {
    "「\(phrase)」 \(action)\(isObserving ? " (observe)" : "") \(strictness)"
  }
}

enum RuleRows {
  private static let columns = "id, version, foldVersion, body, ownerID, createdAtMs, changedAtMs"

  static func version(in db: Database) throws -> Int {
    try Meta.value(of: .rulesVersion, in: db).flatMap { Int($0) } ?? 1
  }

  static func raiseVersion(in db: Database) throws {
    try Meta.set(.rulesVersion, to: String(try version(in: db) + 1), in: db)
  }

  static func all(in db: Database) throws -> [Rule] {
    let rows = try Row.fetchAll(db, sql: "SELECT \(columns) FROM rule WHERE removedAtMs IS NULL ORDER BY id")
    return try read(rows, in: db)
  }

  static func require(_ id: RuleID, in db: Database) throws -> Rule {
    let row = try Row.fetchOne(
      db, sql: "SELECT \(columns) FROM rule WHERE id = ? AND removedAtMs IS NULL", arguments: [id.rawValue])
    guard let row, let rule = try read([row], in: db).first else { throw Refusal.notFound }
    return rule
  }

  private static func read(_ rows: [Row], in db: Database) throws -> [Rule] {
    let owners = try MemberRows.summaries(db, of: Set(rows.compactMap { ($0[4] as Int64?).map { MemberID($0) } }))
    let decoder = JSONDecoder()
    return try rows.map { row in
      Rule(
        id: RuleID(row[0] as Int64), version: row[1], foldVersion: row[2],
        body: try decoder.decode(RuleBody.self, from: Data((row[3] as String).utf8)),
        owner: (row[4] as Int64?).flatMap { owners[MemberID($0)] }, createdAt: Timestamp(milliseconds: row[5]),
        changedAt: Timestamp(milliseconds: row[6]))
    }
  }

  static func insert(_ body: RuleBody, by member: MemberID?, at: Timestamp, in db: Database) throws -> RuleID {
    try db.cachedStatement(
      sql: "INSERT INTO rule (foldVersion, body, ownerID, createdAtMs, changedAtMs) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      FoldVersion.unicode, try encode(body), member?.rawValue, at.milliseconds, at.milliseconds,
    ])
    return RuleID(db.lastInsertedRowID)
  }

  static func update(_ id: RuleID, _ body: RuleBody, by member: MemberID, at: Timestamp, in db: Database) throws {
    try db.execute(
      sql: """
        UPDATE rule SET version = version + 1, foldVersion = ?, body = ?, ownerID = ?, changedAtMs = ?
        WHERE id = ? AND removedAtMs IS NULL
        """,
      arguments: [FoldVersion.unicode, try encode(body), member.rawValue, at.milliseconds, id.rawValue])
    guard db.changesCount == 1 else { throw Refusal.notFound }
  }

  private static func encode(_ body: RuleBody) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(body), as: UTF8.self)
  }
}
