import Foundation
import Synchronization

/// Space set aside, so that on a full disk moderators can still hide, members delete, and everyone sign in.
///
/// When the disk is full the reserve is given up and new messages are refused; what must go on uses the space. Once there
/// is room again, the reserve is set aside anew and messages are accepted.
/// - Isolation: any thread.
final class DiskReserve: Sendable {
  static let fileName = "reserve"

  private let path: String
  private let bytes: Int
  private let isHeld: Mutex<Bool>

  /// - Parameter bytes: 0 for no reserve: then messages are never refused in advance.
  init(folder: DataFolder, bytes: Int) {
    path = folder.path + "/" + Self.fileName
    self.bytes = bytes
    isHeld = Mutex(bytes == 0)
    _ = restore()
  }

  /// Whether there is room for new messages. Takes the reserve back when there is room again: looks at the disk only
  /// while the reserve is given up.
  func restore() -> Bool {
    isHeld.withLock { isHeld in
      if !isHeld { isHeld = hasRoom && allocate() }
      return isHeld
    }
  }

  /// When this returns, the space of the reserve is free.
  func release() {
    isHeld.withLock { isHeld in
      guard bytes > 0 else { return }
      isHeld = false
      truncate(path, 0)
    }
  }

  /// True when as much again stays free beside the reserve.
  private var hasRoom: Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0 || statvfs((path as NSString).deletingLastPathComponent, &status) == 0 else {
      return false
    }
    var file = stat()
    let already = stat(path, &file) == 0 ? Int(file.st_blocks) * 512 : 0
    return Int(status.f_bavail) * Int(status.f_frsize) + already >= 2 * bytes
  }

  private func allocate() -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return posix_fallocate(descriptor, 0, off_t(bytes)) == 0
  }
}
