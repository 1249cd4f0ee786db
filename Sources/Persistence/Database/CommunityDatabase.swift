public import Community
import GRDB

/// One community's data: an SQLite file in a folder of its own, and everything that may be done with it.
///
/// What a call acknowledges is on disk (write-ahead log, `synchronous=FULL`, proven at opening). One connection writes
/// and checkpoints; readers have connections and snapshots of their own. A second process is kept out.
/// - Isolation: any thread.
public final class CommunityDatabase: Sendable {
  /// Sizes and bounds. The defaults suit a server; tests make them small.
  public struct Configuration: Sendable {
    /// Connections that read, 1…64. Default 4.
    public var readerCount = 4
    /// Writes of the message path that may wait for a commit before `Refusal.overloaded`. Default 4,096.
    public var commitCapacity = 4_096
    /// Writes in one commit. Default 1,024.
    public var commitBatch = 1_024
    /// Page cache of the writing connection, in KiB. Default 64 MiB.
    public var writerCacheKiB = 65_536
    /// Page cache of each reading connection, in KiB. Default 8 MiB.
    public var readerCacheKiB = 8_192
    /// Space set aside for hiding, deleting and signing in on a full disk, in bytes; 0 for none. Default 32 MiB.
    public var reserveBytes = 32 << 20
    /// Largest database, in pages of 4 KiB; `nil` for as large as the disk. For tests of a full disk.
    var maximumPages: Int?
    var checkpoints = Checkpointer.Limits()

    public init() {}
  }

  public let messages: MessageLog
  public let history: MessageHistory
  public let search: MessageSearch
  public let rooms: RoomStore
  public let members: MemberStore
  public let sessions: SessionStore
  public let signIns: SignInStore
  public let setupLinks: SetupLinkStore
  public let audit: AuditLog
  public let meta: MetaStore
  public let demo: DemoWriter
  public let reviews: ReviewStore
  public let notices: NoticeStore
  public let climates: ClimateStore
  public let controls: ControlStore
  public let rules: RuleStore

  let access: DatabaseAccess
  let commit: GroupCommit
  private let currentEpoch: Epoch
  private let writer: WriterBound<LogWriter>
  let lock: FolderLock

  /// Opens the community's database, making folder and file if need be, and brings it to the current schema.
  /// - Parameters:
  ///   - folder: the data folder. Nothing else may write in it.
  ///   - onCommit: receives what was committed, batch by batch and in commit order, on the writer's queue and before the
  ///     completions of that batch. Must be short and must not call the database synchronously.
  ///   - onError: told of unexpected errors of the message path, which members only see as `Refusal.internal`.
  /// - Throws: `DatabaseOpenError`, an unexpected error.
  public init(
    folder: String, configuration: Configuration = Configuration(),
    onCommit: @escaping @Sendable ([Publication]) -> Void = { _ in },
    onError: @escaping @Sendable (any Error) -> Void = { _ in }
  ) throws {
    let folder = DataFolder(path: folder)
    try folder.prepare()
    lock = try FolderLock(folder: folder.path)
    try folder.prepareDatabaseFile()
    let pool = try Connections.open(path: folder.databasePath, configuration: configuration)
    do {
      try Schema.migrate(pool, path: folder.databasePath)
      let epoch = try Epoch(folder: folder, pool: pool)
      let evidence = EvidenceKeeper()
      let (checkpointer, writer) = try pool.writeWithoutTransaction { db in
        let checkpointer = Checkpointer(limits: configuration.checkpoints)
        checkpointer.attach(to: db)
        return (WriterBound(checkpointer, on: db), WriterBound(try LogWriter(db, evidence: evidence), on: db))
      }
      let access = DatabaseAccess(
        pool: pool, queue: CommitQueue(capacity: configuration.commitCapacity), checkpointer: checkpointer,
        reserve: DiskReserve(folder: folder, bytes: configuration.reserveBytes))
      let commit = GroupCommit(
        access: access, writer: writer, epoch: epoch, batchSize: configuration.commitBatch, onCommit: onCommit,
        onError: onError)
      self.access = access
      self.commit = commit
      self.writer = writer
      currentEpoch = epoch
      messages = MessageLog(commit: commit)
      history = MessageHistory(access: access, epoch: epoch)
      search = try MessageSearch(access: access)
      rooms = RoomStore(access: access, epoch: epoch)
      members = MemberStore(access: access)
      sessions = SessionStore(access: access)
      signIns = SignInStore(access: access)
      setupLinks = SetupLinkStore(access: access)
      audit = AuditLog(access: access)
      meta = MetaStore(access: access)
      reviews = ReviewStore(access: access, commit: commit, keeper: evidence)
      notices = NoticeStore(access: access)
      climates = ClimateStore(access: access)
      controls = ControlStore(access: access)
      rules = RuleStore(access: access)
      demo = DemoWriter(access: access, writer: writer, epoch: epoch)
    } catch {
      // The folder must be free again for whoever tries next.
      try? pool.close()
      throw error
    }
  }

  /// Name of the log: offsets of another epoch mean nothing here.
  public var epoch: String { currentEpoch.name }

  /// Gives the log another name, so that every client reloads once. For the command that restores a backup.
  ///
  /// When this returns, the new name is on disk.
  /// - Throws: an unexpected error.
  public func renewEpoch() async throws {
    try await access.pool.writeWithoutTransaction { [currentEpoch] in try currentEpoch.renew(on: $0) }
  }

  /// Copies the database, as it is at one moment, into a new file at `path` (mode 0600), beside readers and writers.
  ///
  /// The copy has no `epoch` file beside it: opened in a folder of its own, it gets a new epoch.
  /// - Throws: an unexpected error; the file is not complete then.
  public func backup(to path: String) async throws {
    try await Backup.copy(access.pool, to: path)
  }

  /// Ends the database's life. Later writes are refused with `Refusal.shuttingDown`; what was accepted before is
  /// committed and published first. When this returns, everything is in the database file and the folder is free; a
  /// second call does nothing.
  /// - Isolation: any thread but the writer's queue (not from a completion or `onCommit`); blocks.
  /// - Throws: an unexpected error.
  public func close() throws {
    guard access.queue.close() else { return }
    try access.pool.writeWithoutTransaction { db in
      commit.drain(on: db)
      let checkpointer = try access.checkpointer.value(on: db)
      try checkpointer.checkpointAll(on: db)
      checkpointer.detach(from: db)
      access.checkpointer.release(on: db)
      writer.release(on: db)
    }
    try currentEpoch.save()
    try access.pool.close()
    lock.release()
  }
}
