import Community
import GRDB

/// Commits everything that queued while the previous commit ran, then publishes it in commit order.
///
/// There is no timer: an idle server commits a message at once, a busy one shares each `fsync` among hundreds. Each batch
/// is one turn on the writer's queue, so that other writers come in between.
/// - Source: docs/decisions/0001-group-commit-and-durability.md
final class GroupCommit: Sendable {
  private let access: DatabaseAccess
  private let writer: WriterBound<LogWriter>
  private let epoch: Epoch
  private let batchSize: Int
  private let onCommit: @Sendable ([Publication]) -> Void
  private let onError: @Sendable (any Error) -> Void

  init(
    access: DatabaseAccess, writer: WriterBound<LogWriter>, epoch: Epoch, batchSize: Int,
    onCommit: @escaping @Sendable ([Publication]) -> Void, onError: @escaping @Sendable (any Error) -> Void
  ) {
    self.access = access
    self.writer = writer
    self.epoch = epoch
    self.batchSize = batchSize
    self.onCommit = onCommit
    self.onError = onError
  }

  /// Queues a write. `completion` is called on the writer's queue once the write is on disk and handed to `onCommit`,
  /// or was refused; on this thread at once for `Refusal.overloaded` and `Refusal.shuttingDown`.
  /// - Parameter isEssential: see `CommitEntry`.
  /// - Isolation: any thread.
  func submit<Value: Sendable>(
    _ completion: @escaping @Sendable (Result<Value, Refusal>) -> Void, isEssential: Bool = false,
    write: @escaping @Sendable (LogWriter) throws -> Value
  ) {
    let entry = CommitEntry(
      isEssential: isEssential,
      perform: { writer in
        let result = try write(writer)
        return { completion(.success(result)) }
      },
      refuse: { completion(.failure($0)) })
    switch access.queue.add(entry) {
    case .queued: break
    case .queuedFirst: startBatch()
    case .refused(let refusal): entry.refuse(refusal)
    }
  }

  /// Commits what still waits. Call after closing the queue, on the writer's queue.
  func drain(on db: Database) {
    while !access.queue.isEmpty { commit(access.queue.take(batchSize), on: db) }
  }

  private func startBatch() {
    access.pool.asyncWriteWithoutTransaction { [self] db in
      commit(access.queue.take(batchSize), on: db)
      if access.queue.finishBatch() { startBatch() }
    }
  }

  private func commit(_ entries: [CommitEntry], on db: Database) {
    guard !entries.isEmpty else { return }
    let admitted = access.reserve.restore() ? entries : refuseInessential(of: entries)
    do {
      try commitTogether(admitted, on: db)
    } catch let error as DatabaseError where error.isStorageFull {
      onError(error)
      access.reserve.release()
      commitEssential(of: admitted, on: db)
    } catch {
      fail(admitted, with: error)
    }
    do {
      try access.checkpointer.value(on: db).checkpointIfDue(on: db, messagesWait: !access.queue.isEmpty)
    } catch {
      onError(error)
    }
  }

  /// When this returns, the entries are on disk, published and answered. When it throws, none of that happened.
  private func commitTogether(_ entries: [CommitEntry], on db: Database) throws {
    guard !entries.isEmpty else { return }
    let writer = try writer.value(on: db)
    let completions = try perform(entries, with: writer, on: db)
    let published = writer.takePublications()
    if !published.isEmpty { onCommit(published) }
    for completion in completions { completion() }
    epoch.advance(by: published.count)
  }

  private func commitEssential(of entries: [CommitEntry], on db: Database) {
    let essential = refuseInessential(of: entries)
    do {
      try commitTogether(essential, on: db)
    } catch {
      fail(essential, with: error)
    }
  }

  private func refuseInessential(of entries: [CommitEntry]) -> [CommitEntry] {
    for entry in entries where !entry.isEssential { entry.refuse(.storageFull) }
    return entries.filter(\.isEssential)
  }

  private func fail(_ entries: [CommitEntry], with error: any Error) {
    let refusal: Refusal = (error as? DatabaseError)?.isStorageFull == true ? .storageFull : .internal
    onError(error)
    for entry in entries { entry.refuse(refusal) }
  }
}

// MARK: - One transaction

extension GroupCommit {
  private struct WroteBeforeFailing: Error {}

  /// When this returns, the batch is on disk. Entries that cost the batch nothing are refused by themselves.
  ///
  /// A savepoint per entry would copy every page it touches, for an event that never happens in a healthy server. So the
  /// batch runs without; an entry that fails after it wrote sends the whole batch round again, with savepoints.
  private func perform(_ entries: [CommitEntry], with writer: LogWriter, on db: Database) throws
    -> [@Sendable () -> Void]
  {
    do {
      return try writer.transaction {
        try entries.map { try runUnguarded($0, with: writer, on: db) }
      }
    } catch is WroteBeforeFailing {
      return try writer.transaction {
        try entries.map { try runInSavepoint($0, with: writer, on: db) }
      }
    }
  }

  private func runUnguarded(_ entry: CommitEntry, with writer: LogWriter, on db: Database) throws
    -> @Sendable () -> Void
  {
    let changes = db.totalChangesCount
    do {
      return try entry.perform(writer)
    } catch let refusal as Refusal where db.totalChangesCount == changes {
      return { entry.refuse(refusal) }
    } catch let error as DatabaseError where !error.isConfinedToStatement {
      throw error
    } catch {
      throw WroteBeforeFailing()
    }
  }

  private func runInSavepoint(_ entry: CommitEntry, with writer: LogWriter, on db: Database) throws
    -> @Sendable () -> Void
  {
    let before = writer.mark()
    try db.execute(sql: "SAVEPOINT entry")
    do {
      let completion = try entry.perform(writer)
      try db.execute(sql: "RELEASE entry")
      return completion
    } catch let error as DatabaseError where !error.isConfinedToStatement {
      throw error
    } catch {
      try db.execute(sql: "ROLLBACK TO entry; RELEASE entry")
      writer.goBack(to: before)
      let refusal = error as? Refusal
      if refusal == nil { onError(error) }
      return { entry.refuse(refusal ?? .internal) }
    }
  }
}

extension DatabaseError {
  /// Whether the transaction can go on without the statement that failed. False for a full disk, I/O errors and what
  /// else may have ended the transaction.
  fileprivate var isConfinedToStatement: Bool {
    switch resultCode {
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE: true
    default: false
    }
  }
}
