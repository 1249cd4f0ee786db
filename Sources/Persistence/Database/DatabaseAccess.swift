import Community
import GRDB

/// How the stores reach the database: readers on snapshots of their own, writers one after another.
struct DatabaseAccess: Sendable {
  let pool: DatabasePool
  let queue: CommitQueue
  let checkpointer: WriterBound<Checkpointer>
  let reserve: DiskReserve

  /// Runs queries on one snapshot of the database, beside writers.
  /// - Throws: an unexpected error, or what `body` throws.
  func read<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
    try await pool.read(body)
  }

  /// Runs `body` in one transaction between two group commits. When this returns, what it wrote is on disk.
  /// - Throws: `Refusal.storageFull`, an unexpected error, or what `body` throws; nothing was written then.
  func write<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
    do {
      return try await writeOnce(body)
    } catch let error as DatabaseError where error.isStorageFull {
      // Signing in and moderating go on for a while, on space kept for it.
      reserve.release()
    }
    do {
      return try await writeOnce(body)
    } catch let error as DatabaseError where error.isStorageFull {
      throw Refusal.storageFull
    }
  }

  private func writeOnce<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
    try await pool.writeWithoutTransaction { db in
      var result: Result?
      try db.inTransaction(.immediate) {
        result = try body(db)
        return .commit
      }
      try checkpointer.value(on: db).checkpointIfDue(on: db, messagesWait: !queue.isEmpty)
      guard let result else { throw Refusal.internal }
      return result
    }
  }
}

extension DatabaseError {
  /// The disk, or the database's size limit, is reached.
  var isStorageFull: Bool {
    resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
  }
}
