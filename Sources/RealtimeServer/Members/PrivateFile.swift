import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Files that only their owner may read.
enum PrivateFile {
  struct Failure: Error { let code: Int32 }

  /// When the method returns, the file is on disk with mode 0600 in folders of mode 0700, and was never readable by
  /// anyone else. An existing file is not touched.
  static func create(_ path: String, contents: Data) throws {
    let folder = parent(of: path)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    try contents.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        guard count > 0 else { throw Failure(code: errno) }
        written += count
      }
    }
    guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
    try synchronize(folder)
  }

  /// Makes the folder's entries durable.
  private static func synchronize(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
  }

  /// Whether only the owner may read or write the file.
  static func isPrivate(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let permissions = attributes?[.posixPermissions] as? NSNumber else { return false }
    return permissions.intValue & 0o077 == 0
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
