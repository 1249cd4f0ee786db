import Foundation

/// Where the files of one community lie, and who may read them.
struct DataFolder: Sendable {
  static let databaseName = "hiroba.sqlite"

  let path: String

  var databasePath: String { path + "/" + Self.databaseName }

  /// When this returns, the folder exists (0700 if it was made here) and the database file exists with mode 0600.
  ///
  /// SQLite gives its `-wal` and `-shm` files the mode of the database file, so they are private as well.
  func prepare() throws(DatabaseOpenError) {
    if access(path, F_OK) != 0 {
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw .unusable(path: path, code: errno)
      }
    }
  }

  /// Makes the database file if need be. Called with the folder's lock held and before SQLite opens the file: closing
  /// a descriptor of it later would drop SQLite's locks.
  func prepareDatabaseFile() throws(DatabaseOpenError) {
    let descriptor = open(databasePath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: databasePath, code: errno) }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw .unusable(path: databasePath, code: errno) }
  }

  /// Which file the database is, as the file system numbers it: another one after a copy took its place.
  func databaseFileNumber() throws(DatabaseOpenError) -> UInt64 {
    var status = stat()
    guard stat(databasePath, &status) == 0 else { throw .unusable(path: databasePath, code: errno) }
    return UInt64(status.st_ino)
  }
}
