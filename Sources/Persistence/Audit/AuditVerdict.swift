import Foundation
import GRDB

/// Whether the audit log is as it was written.
public struct AuditVerdict: Hashable, Sendable {
  /// What is wrong with a row.
  public enum Fault: String, CaseIterable, Sendable {
    /// Its content is not what was written.
    case altered
    /// A row that stood before it is gone.
    case missing
    /// It stands in another place than it was written in.
    case reordered
    /// The log ends before its end.
    case truncated
  }

  /// The first thing wrong.
  public struct FirstBad: Hashable, Sendable {
    /// The row it is about. Of a missing one: the one after the gap. Of a shortened log: the last that is left, 0 for none.
    public let row: Int64
    public let fault: Fault

    public init(row: Int64, fault: Fault) {
      self.row = row
      self.fault = fault
    }
  }

  /// Rows that are right, from the first on.
  public let rows: Int
  public let firstBad: FirstBad?
  /// The hash of the last right row, as lower-case hexadecimal digits. Whoever notes it down elsewhere can later tell
  /// whether even the log's end was rewritten.
  public let head: String
  /// Whether the noted hash that was asked for is in the log; `nil` when none was asked for.
  public let hasNoted: Bool?

  public var isRight: Bool { firstBad == nil && hasNoted != false }
}

extension AuditVerdict {
  /// Reads the whole log of a data folder with a connection that cannot write; a server may run meanwhile.
  /// - Parameter noted: a `head` of an earlier time that must be in the log.
  /// - Throws: `DatabaseOpenError.unusable`, `.foreignFile`, an unexpected error.
  public static func verify(folder: String, noted: String? = nil) throws -> AuditVerdict {
    let path = DataFolder(path: folder).databasePath
    guard access(path, R_OK) == 0 else { throw DatabaseOpenError.unusable(path: path, code: errno) }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "hiroba.audit"
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read { db in
      guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
        throw DatabaseOpenError.foreignFile(path: path)
      }
      guard try db.tableExists("auditHead") else { throw DatabaseOpenError.olderSchema(path: path) }
      return try verify(db, noted: noted)
    }
  }

  /// In one snapshot, row after row.
  static func verify(_ db: Database, noted: String? = nil) throws -> AuditVerdict {
    var (count, last, previous) = (0, Int64(0), AuditChain.beginning)
    var hasNoted = noted.map { _ in false }
    func verdict(_ bad: FirstBad?) -> AuditVerdict {
      AuditVerdict(rows: count, firstBad: bad, head: previous.hexadecimal, hasNoted: hasNoted)
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(AuditChain.Content.columns), previous, hash FROM audit ORDER BY id")
    while let row = try rows.next() {
      let content = AuditChain.Content(row)
      let (before, hash): (Data?, Data?) = (row[6], row[7])
      guard before == previous else {
        return verdict(FirstBad(row: content.id, fault: try breakFault(db, at: content, before, hash, after: previous)))
      }
      guard let hash, hash == AuditChain.hash(content, after: previous) else {
        return verdict(FirstBad(row: content.id, fault: .altered))
      }
      (count, last, previous) = (count + 1, content.id, hash)
      if noted?.lowercased() == hash.hexadecimal { hasNoted = true }
    }
    // Where the log should end is kept twice: by us, and by SQLite, which never gives a number twice.
    let head = try Row.fetchOne(db, sql: "SELECT rowCount, lastID, hash FROM auditHead")
    let given = try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'audit'") ?? 0
    guard let head, head[0] == Int64(count), head[1] == last, head[2] == previous, given <= last else {
      return verdict(FirstBad(row: last, fault: .truncated))
    }
    return verdict(nil)
  }

  /// Why a row does not follow the one before it.
  private static func breakFault(
    _ db: Database, at row: AuditChain.Content, _ before: Data?, _ hash: Data?, after previous: Data
  ) throws -> Fault {
    guard let before, let hash else { return .altered }
    // Another row says that it follows: this one stands in its place.
    let isElsewhere = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM audit WHERE previous = ? AND id <> ?)", arguments: [previous, row.id])
    if isElsewhere == true { return .reordered }
    return AuditChain.hash(row, after: before) == hash ? .missing : .altered
  }
}

extension Data {
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
