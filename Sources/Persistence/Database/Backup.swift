import Foundation
import GRDB

/// Online copies of the database.
enum Backup {
  /// Copies through one snapshot, so that the copy is of one moment however long it takes, while writers go on.
  static func copy(_ pool: DatabasePool, to path: String) async throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DatabaseOpenError.unusable(path: path, code: errno) }
    defer { close(descriptor) }
    try await pool.read { source in
      let copy = try DatabaseQueue(path: path)
      try copy.writeWithoutTransaction { try source.backup(to: $0) }
      try copy.close()
    }
    guard fsync(descriptor) == 0 else { throw DatabaseOpenError.unusable(path: path, code: errno) }
  }
}
