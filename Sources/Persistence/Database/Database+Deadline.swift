import GRDB
import GRDBSQLite

extension Database {
  /// Runs a query and ends it when it takes too long.
  /// - Returns: whether it was ended.
  func interrupting(after duration: Duration, _ query: () throws -> Void) throws -> Bool {
    let timer = DeadlineTimer(deadline: .now + duration)
    return try withExtendedLifetime(timer) {
      // Asked every so many steps of SQLite's machine: some tens of microseconds.
      sqlite3_progress_handler(
        sqliteConnection, 1_000,
        { context in
          guard let context else { return 0 }
          return Unmanaged<DeadlineTimer>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
        }, Unmanaged.passUnretained(timer).toOpaque())
      defer { sqlite3_progress_handler(sqliteConnection, 0, nil, nil) }
      do {
        try query()
        return false
      } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT && timer.isOver {
        return true
      }
    }
  }
}

private final class DeadlineTimer {
  private let deadline: ContinuousClock.Instant

  init(deadline: ContinuousClock.Instant) { self.deadline = deadline }

  var isOver: Bool { .now >= deadline }
}
