import GRDB
import GRDBSQLite

/// Moves the write-ahead log into the database file, between commits, on the one connection that writes.
///
/// SQLite's own automatic checkpoint is off: it would run inside a commit, while messages wait, and on whichever
/// connection committed. The length of the log comes from SQLite's hook, never from the file's size, which does not
/// shrink.
/// - Isolation: the writer's queue.
final class Checkpointer {
  /// Lengths in frames of 4 KiB.
  struct Limits: Hashable, Sendable {
    /// From here on, a moment when nothing waits is used.
    var idle = 1_000
    /// From here on, messages wait for the checkpoint: the log must not grow for ever under constant load.
    var busy = 8_000
    /// From here on, the checkpoint waits for readers too, so that the log can start over: 64 MiB.
    var hard = 16_000
  }

  /// Longest wait for readers at the hard limit.
  private static let patienceMs: Int32 = 250

  private let limits: Limits
  private var frames = 0
  private var framesAtLastTry = 0

  init(limits: Limits) { self.limits = limits }

  /// Has SQLite tell the log's length after every commit. Replaces SQLite's own automatic checkpoint.
  /// - Parameter db: the writing connection, which must not outlive this object with the hook in place.
  func attach(to db: Database) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      db.sqliteConnection,
      { context, _, _, frames in
        guard let context else { return SQLITE_OK }
        Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().frames = Int(frames)
        return SQLITE_OK
      }, context)
  }

  func detach(from db: Database) {
    sqlite3_wal_hook(db.sqliteConnection, nil, nil)
  }

  /// Checkpoints when it is time. Call after a commit, outside of transactions.
  /// - Throws: an unexpected error; what is committed stays safe in the log.
  func checkpointIfDue(on db: Database, messagesWait: Bool) throws {
    // After SQLite started the log over.
    if frames < framesAtLastTry { framesAtLastTry = 0 }
    let limit = messagesWait ? limits.busy : limits.idle
    // A checkpoint that readers kept from finishing is worth repeating only when there is more to move.
    guard frames >= limit, frames - framesAtLastTry >= limits.idle || framesAtLastTry == 0 else { return }
    framesAtLastTry = frames
    if frames < limits.hard {
      try checkpoint(SQLITE_CHECKPOINT_PASSIVE, on: db)
    } else {
      sqlite3_busy_timeout(db.sqliteConnection, Self.patienceMs)
      defer { sqlite3_busy_timeout(db.sqliteConnection, 0) }
      try checkpoint(SQLITE_CHECKPOINT_RESTART, on: db)
    }
  }

  /// Moves everything and empties the log, as far as readers allow. For opening and closing.
  func checkpointAll(on db: Database) throws {
    try checkpoint(SQLITE_CHECKPOINT_TRUNCATE, on: db)
    frames = 0
    framesAtLastTry = 0
  }

  private func checkpoint(_ mode: Int32, on db: Database) throws {
    let code = sqlite3_wal_checkpoint_v2(db.sqliteConnection, nil, mode, nil, nil)
    // Busy: a reader still needs the log. Next time.
    guard code == SQLITE_OK || code & 0xFF == SQLITE_BUSY else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
  }
}
