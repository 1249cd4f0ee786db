public import Community
import Foundation
import GRDB

/// What people with power did: append-only, enforced by the database.
public struct AuditLog: Sendable {
  /// Codes stored in the database: never rename one, only add.
  public enum Action: String, CaseIterable, Sendable {
    case hideMessage
    case restoreMessage
    case approveMessage
    case readEdits
    case rejectMessage
    case dismissReview
    case requestDeletion
    case deleteMessage
    case undoDecision
    case readReview
    case readEvidence
    case purgeEvidence
    case correctMessage
    case informPrefecture
    case changeControls
    case changeRole
    case useSetupLink
    case createRule
    case changeRule
    case removeRule
    case importRules
    case exportRules
    case dryRunRule
    case markHit
    case readHits
    case readAudit
  }

  /// What an action was done to. Stored as `message:12`.
  public enum Subject: Hashable, Sendable {
    case message(MessageID)
    case member(MemberID)
    case room(RoomID)
    case rule(Int64)
    case ruleHit(Int64)
    /// All rules together.
    case rules
    /// The log itself.
    case audit

    /// The stored form.
    public var text: String {
      switch self {
      case .message(let id): "message:\(id)"
      case .member(let id): "member:\(id)"
      case .room(let id): "room:\(id)"
      case .rule(let id): "rule:\(id)"
      case .ruleHit(let id): "ruleHit:\(id)"
      case .rules: "rules"
      case .audit: "audit"
      }
    }
  }

  /// One line of the log.
  public struct Entry: Hashable, Sendable {
    public let id: Int64
    public let at: Timestamp
    public let by: MemberSummary?
    /// An `Action`, unless a later version wrote it.
    public let action: String
    /// As `Subject.text`.
    public let subject: String
    public let reason: String?

    public var actor: MemberID? { by?.id }
  }

  let access: DatabaseAccess

  /// When this returns, the line is on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func record(
    _ action: Action, by actor: MemberID, on subject: Subject, reason: String? = nil, at: Timestamp
  ) async throws {
    try await access.write { try AuditRows.add(action, by: actor, on: subject, reason: reason, at: at, in: $0) }
  }

  /// Which lines are wanted; `nil` means any.
  public struct Filter: Hashable, Sendable {
    public var actor: MemberID?
    /// An `Action`'s name.
    public var action: String?
    /// As `Subject.text`; or only its kind, `message`.
    public var subject: String?
    public var from: Timestamp?
    /// Up to but not including.
    public var to: Timestamp?

    public init(
      actor: MemberID? = nil, action: String? = nil, subject: String? = nil, from: Timestamp? = nil,
      to: Timestamp? = nil
    ) {
      self.actor = actor
      self.action = action
      self.subject = subject
      self.from = from
      self.to = to
    }
  }

  /// The newest lines first.
  /// - Parameter before: only older lines than this one.
  public func entries(_ filter: Filter = Filter(), before: Int64? = nil, limit: Int) async throws -> [Entry] {
    var conditions = ["id < ?"]
    var arguments: StatementArguments = [before ?? .max]
    func demand(_ condition: String, _ value: (some DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    demand("actorID = ?", filter.actor?.rawValue)
    demand("action = ?", filter.action)
    if let subject = filter.subject, !subject.contains(":") {
      // The kind and everything of that kind; ";" follows ":" in ASCII.
      conditions.append("(subject = ? OR (subject >= ? AND subject < ?))")
      arguments += [subject, subject + ":", subject + ";"]
    } else {
      demand("subject = ?", filter.subject)
    }
    demand("atMs >= ?", filter.from?.milliseconds)
    demand("atMs < ?", filter.to?.milliseconds)
    arguments += [limit]
    let (condition, values) = (conditions.joined(separator: " AND "), arguments)
    return try await access.read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT \(AuditChain.Content.columns) FROM audit WHERE \(condition) ORDER BY id DESC LIMIT ?",
        arguments: values)
      let people = try MemberRows.summaries(
        db, of: Set(rows.compactMap { ($0[2] as Int64?).map { MemberID($0) } }))
      return rows.map { row in
        Entry(
          id: row[0], at: Timestamp(milliseconds: row[1]), by: (row[2] as Int64?).flatMap { people[MemberID($0)] },
          action: row[3], subject: row[4], reason: row[5])
      }
    }
  }

  /// Whether the log is as it was written: reads all of it, beside writers.
  /// - Throws: an unexpected error.
  public func verify() async throws -> AuditVerdict {
    try await access.read { try AuditVerdict.verify($0) }
  }
}

enum AuditRows {
  /// Adds a row in the running transaction: it is there exactly when the deed is.
  static func add(
    _ action: AuditLog.Action, by actor: MemberID?, on subject: AuditLog.Subject, reason: String? = nil, at: Timestamp,
    in db: Database
  ) throws {
    let head = try Row.fetchOne(db.cachedStatement(sql: "SELECT lastID, hash FROM auditHead"))
    guard let head else { throw UnexpectedValue(column: "auditHead.hash") }
    let previous: Data = head[1]
    let row = AuditChain.Content(
      id: (head[0] as Int64) + 1, atMs: at.milliseconds, actor: actor?.rawValue, action: action.rawValue,
      subject: subject.text, reason: reason)
    let hash = AuditChain.hash(row, after: previous)
    try db.cachedStatement(
      sql: "INSERT INTO audit (\(AuditChain.Content.columns), previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [row.id, row.atMs, row.actor, row.action, row.subject, row.reason, previous, hash])
    try db.cachedStatement(sql: "UPDATE auditHead SET rowCount = rowCount + 1, lastID = ?, hash = ?")
      .execute(arguments: [row.id, hash])
  }
}
