import Foundation

/// What the data folder remembers of the log outside the database, so that a database put back from a copy is noticed.
struct EpochRecord: Hashable, Sendable {
  var epoch: String
  /// Number of the database file in its file system.
  var fileNumber: UInt64
  /// Publications the log held, all rooms together, at some moment not later than now.
  var position: Int64
}

extension EpochRecord {
  /// Whether clients may still resume in the log that `database` describes, having been served what `remembered` says.
  ///
  /// - Parameter remembered: what lies beside the database; `nil` when the file is missing or cannot be read.
  static func isSameLog(_ database: EpochRecord, remembered: EpochRecord?) -> Bool {
    guard let remembered else { return database.position == 0 }
    return remembered.epoch == database.epoch && remembered.fileNumber == database.fileNumber
      && remembered.position <= database.position
  }
}

/// The file `epoch` beside the database: one line of fixed length, overwritten in place.
///
/// It is written after commits and never before, and a line is shorter than a disk sector, so whatever moment the
/// process or the machine dies, the file is at most a little behind the database, never ahead of it.
/// - Isolation: the writer's queue, after opening.
final class EpochFile: Sendable {
  static let fileName = "epoch"

  private static let length = 128
  private let descriptor: Int32

  init(folder: DataFolder) throws(DatabaseOpenError) {
    let path = folder.path + "/" + Self.fileName
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// - Returns: `nil` when nothing legible is there.
  func read() -> EpochRecord? {
    var bytes = [UInt8](repeating: 0, count: Self.length)
    guard pread(descriptor, &bytes, Self.length, 0) == Self.length else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 3, let fileNumber = UInt64(words[1]), let position = Int64(words[2]) else { return nil }
    return EpochRecord(epoch: String(words[0]), fileNumber: fileNumber, position: position)
  }

  /// Replaces the line in the page cache: about a microsecond, durable when the system writes it out.
  /// - Returns: false when the system refused, as with a full disk; the line may then be behind or illegible.
  @discardableResult
  func write(_ record: EpochRecord) -> Bool {
    var bytes = Array("\(record.epoch) \(record.fileNumber) \(record.position)".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, Self.length - 1 - bytes.count)))
    bytes.append(UInt8(ascii: "\n"))
    return bytes.count == Self.length && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
  }

  /// When this returns true, the line is on disk.
  func synchronize() -> Bool { fsync(descriptor) == 0 }
}
