public import Community
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
  }

  /// What an action was done to. Stored as `message:12`.
  public enum Subject: Hashable, Sendable {
    case message(MessageID)
    case member(MemberID)
    case room(RoomID)

    /// The stored form.
    public var text: String {
      switch self {
      case .message(let id): "message:\(id)"
      case .member(let id): "member:\(id)"
      case .room(let id): "room:\(id)"
      }
    }
  }

  /// One line of the log.
  public struct Entry: Hashable, Sendable {
    public let id: Int64
    public let at: Timestamp
    public let actor: MemberID?
    /// An `Action`, unless a later version wrote it.
    public let action: String
    /// As `Subject.text`.
    public let subject: String
    public let reason: String?
  }

  let access: DatabaseAccess

  /// When this returns, the line is on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func record(
    _ action: Action, by actor: MemberID, on subject: Subject, reason: String? = nil, at: Timestamp
  ) async throws {
    try await access.write { try AuditRows.add(action, by: actor, on: subject, reason: reason, at: at, in: $0) }
  }

  /// The newest lines first.
  /// - Parameter before: only older lines than this one.
  public func entries(before: Int64? = nil, limit: Int) async throws -> [Entry] {
    try await access.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, atMs, actorID, action, subject, reason FROM audit
          WHERE id < coalesce(?, 9223372036854775807) ORDER BY id DESC LIMIT ?
          """, arguments: [before, limit]
      ).map { row in
        Entry(
          id: row[0], at: Timestamp(milliseconds: row[1]), actor: (row[2] as Int64?).map { MemberID($0) },
          action: row[3], subject: row[4], reason: row[5])
      }
    }
  }
}

enum AuditRows {
  static func add(
    _ action: AuditLog.Action, by actor: MemberID?, on subject: AuditLog.Subject, reason: String? = nil, at: Timestamp,
    in db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO audit (atMs, actorID, action, subject, reason) VALUES (?, ?, ?, ?, ?)",
      arguments: [at.milliseconds, actor?.rawValue, action.rawValue, subject.text, reason])
  }
}
