import Foundation
import Synchronization

/// Keeps a second process out of the data folder, for as long as it lives.
///
/// Two connections that write or checkpoint one write-ahead log can corrupt it in the SQLite versions of our day, so
/// there is exactly one process. The lock is `flock` on a file of its own: closing any descriptor of the database file
/// itself would silently drop SQLite's own locks (POSIX), and `flock` ends with the process, `kill -9` included.
/// - Source: https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
final class FolderLock: Sendable {
  static let fileName = "lock"

  /// `nil` once released.
  private let descriptor: Mutex<Int32?>

  /// - Throws: `DatabaseOpenError.inUse` when the folder is locked, `.unusable` when the file cannot be made.
  init(folder: String) throws(DatabaseOpenError) {
    let path = folder + "/" + Self.fileName
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK ? .inUse(folder: folder) : .unusable(path: path, code: code)
    }
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// When this returns, the folder is free. The file stays: removing it would race with a newcomer.
  func release() {
    descriptor.withLock { descriptor in
      if let descriptor {
        // Unlocked by name: a child being started at this moment still holds a copy of the descriptor, and closing ours
        // alone would leave the folder locked until it is gone.
        flock(descriptor, LOCK_UN)
        close(descriptor)
      }
      descriptor = nil
    }
  }
}
