import Foundation
import GRDB
import Synchronization

/// The name of the log that clients resume in, and the rule when it changes.
///
/// A client's offset means nothing in a log that went back in time. A new epoch makes every client reload once.
/// docs/decisions/0001-group-commit-and-durability.md says what is noticed and what is not.
final class Epoch: Sendable {
  private let file: EpochFile
  private let record: Mutex<EpochRecord>

  /// When this returns, the database and the file beside it name the same epoch, durably.
  /// - Throws: an unexpected error.
  init(folder: DataFolder, pool: DatabasePool) throws {
    file = try EpochFile(folder: folder)
    let number = try folder.databaseFileNumber()
    let remembered = file.read()
    let current = try pool.write { db in
      var found = EpochRecord(
        epoch: try Meta.value(of: .epoch, in: db) ?? "", fileNumber: number, position: try Self.position(in: db))
      if found.epoch.isEmpty || !EpochRecord.isSameLog(found, remembered: remembered) {
        found.epoch = Self.random()
        try Meta.set(.epoch, to: found.epoch, in: db)
      }
      return found
    }
    record = Mutex(current)
    try save(current)
  }

  var name: String { record.withLock { $0.epoch } }

  /// When this returns, the log has another name, durably.
  func renew(on db: Database) throws {
    let renewed = Self.random()
    try db.inTransaction(.immediate) {
      try Meta.set(.epoch, to: renewed, in: db)
      return .commit
    }
    let current = record.withLock { record in
      record.epoch = renewed
      return record
    }
    try save(current)
  }

  /// Notes that `count` more publications are on disk.
  /// - Isolation: the writer's queue, after the commit.
  func advance(by count: Int) {
    guard count > 0 else { return }
    let current = record.withLock { record in
      record.position += Int64(count)
      return record
    }
    file.write(current)
  }

  /// When this returns, the file beside the database says where the log stands, durably.
  func save() throws {
    try save(record.withLock { $0 })
  }

  private func save(_ record: EpochRecord) throws {
    guard file.write(record), file.synchronize() else {
      throw DatabaseOpenError.unusable(path: EpochFile.fileName, code: errno)
    }
  }

  private static func position(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT coalesce(sum(lastOffset), 0) FROM room") ?? 0
  }

  private static func random() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
  }
}
