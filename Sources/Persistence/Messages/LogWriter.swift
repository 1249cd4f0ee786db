import Community
import GRDB

/// Writes to the log of every room, inside the transactions of group commit.
///
/// Remembers where each room's log ends, so that a message costs no look at the room's row; the row is written once per
/// batch. Every operation throws a `Refusal` before it writes anything, or not at all.
/// - Isolation: the writer's queue.
final class LogWriter {
  /// Where a room's log ends.
  struct Tail {
    var offset: Int64
    var postCount: Int64
    var lastPostAtMs: Int64?
  }

  /// What to go back to when one entry of a batch fails.
  struct Mark {
    fileprivate let changed: [RoomID: Tail]
    fileprivate let publicationCount: Int
  }

  let db: Database
  let statements: LogStatements
  let evidence: EvidenceKeeper

  /// As on disk.
  private var kept: [RoomID: Tail] = [:]
  /// As this transaction will leave them.
  private var changed: [RoomID: Tail] = [:]
  private var publications: [Publication] = []

  init(_ db: Database, evidence: EvidenceKeeper) throws {
    self.db = db
    self.evidence = evidence
    statements = try LogStatements(db)
  }

  // MARK: What operations use

  /// - Throws: `Refusal.notFound`, an unexpected error.
  func tail(of room: RoomID) throws -> Tail {
    if let tail = changed[room] ?? kept[room] { return tail }
    let read = try statements.room.first(
      { $0.add(room.rawValue) },
      read: { Tail(offset: $0.int(0), postCount: $0.int(1), lastPostAtMs: $0.optionalInt(2)) })
    guard let read else { throw Refusal.notFound }
    kept[room] = read
    return read
  }

  /// Adds a publication to its room's log. It leaves for `onCommit` when the transaction is on disk.
  /// - Parameter tail: where the log ends with this publication in it.
  func publish(_ publication: Publication, tail: Tail) throws {
    try statements.addPublication.run {
      $0.add(publication.roomID.rawValue)
      $0.add(publication.offset.rawValue)
      $0.add(publication.message.id.rawValue)
      $0.add(publication.kind.rawValue)
      $0.add(publication.at.milliseconds)
    }
    changed[publication.roomID] = tail
    publications.append(publication)
  }

  /// Has the search index look at the message again.
  func markForSearch(_ message: MessageID) throws {
    try statements.markForSearch.run { $0.add(message.rawValue) }
  }

  // MARK: What group commit uses

  /// When this returns, what `body` wrote is on disk; when it throws, nothing is.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      try db.beginTransaction(.immediate)
      let result = try body()
      try writeRooms()
      try db.commit()
      keepRooms()
      return result
    } catch {
      // What is remembered may never have reached the disk.
      forget()
      // Fails only when the connection is beyond use; then SQLite has nothing left to roll back.
      try? db.rollback()
      throw error
    }
  }

  /// Writes the ends of the logs that this transaction changed.
  private func writeRooms() throws {
    for (room, tail) in changed {
      try statements.writeRoom.run {
        $0.add(tail.offset)
        $0.add(tail.postCount)
        $0.add(tail.lastPostAtMs)
        $0.add(room.rawValue)
      }
    }
  }

  /// The transaction is on disk.
  private func keepRooms() {
    kept.merge(changed) { _, new in new }
    changed.removeAll(keepingCapacity: true)
  }

  /// The transaction was rolled back: nothing remembered is certain.
  private func forget() {
    kept.removeAll()
    changed.removeAll()
    publications.removeAll()
  }

  func mark() -> Mark { Mark(changed: changed, publicationCount: publications.count) }

  func goBack(to mark: Mark) {
    changed = mark.changed
    publications.removeLast(publications.count - mark.publicationCount)
  }

  /// What was committed since the last call, in commit order.
  func takePublications() -> [Publication] {
    defer { publications.removeAll(keepingCapacity: true) }
    return publications
  }
}
