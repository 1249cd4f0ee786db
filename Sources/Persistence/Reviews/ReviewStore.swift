public import Community
import Foundation
import GRDB

/// What waits for a moderator, and what moderators do about it.
///
/// Whatever touches a message goes through group commit, in order with the messages; `completion` as in `MessageLog`.
/// - Isolation: any thread.
public struct ReviewStore: Sendable {
  /// Which items to list.
  public struct Filter: Hashable, Sendable {
    public var state = ReviewState.open
    public var kind: ReviewKind?
    public var room: RoomID?
    public var before: ReviewItemID?

    public init(state: ReviewState = .open, kind: ReviewKind? = nil, room: RoomID? = nil, before: ReviewItemID? = nil) {
      self.state = state
      self.kind = kind
      self.room = room
      self.before = before
    }
  }

  /// How much waits, and since when.
  public struct Backlog: Hashable, Sendable {
    public let open: Int
    public let oldest: Timestamp?
  }

  let access: DatabaseAccess
  let commit: GroupCommit
  let keeper: EvidenceKeeper

  /// From now on hidden and rejected texts are sealed. Called once at start, when the keys are proven.
  public func sealEvidence(with seal: EvidenceSeal) { keeper.seal = seal }

  // MARK: Changing

  /// - Parameters:
  ///   - most: reports of one member within an hour.
  ///   - completion: refusals: `.notFound`, `.messageGone`, `.ownMatter`, `.alreadyReported`, `.tooFast`.
  public func report(
    _ message: MessageID, by reporter: MemberID, reason: ReportReason, note: String?, most: Int, at: Timestamp,
    allowedIn rule: @escaping MessageLog.RoomRule, completion: @escaping @Sendable (Result<Void, Refusal>) -> Void
  ) {
    commit.submit(completion) {
      try $0.report(message, by: reporter, reason: reason, note: note, most: most, at: at, allowedIn: rule)
    }
  }

  /// Puts published messages into the queue when only a later one tells what they are part of. Those that are in the
  /// queue, or were, and those that are no longer shown are left as they are.
  /// - Parameters:
  ///   - messages: by author and the author's key.
  ///   - hit: why; it covers the whole of each message.
  public func flag(
    _ messages: [(author: MemberID, key: String)], hit: RuleHit, at: Timestamp,
    completion: @escaping @Sendable (Result<[MessageID], Refusal>) -> Void
  ) {
    commit.submit(completion) { try $0.flag(messages, hit: hit, at: at) }
  }

  /// Keeps others from deciding for a while.
  /// - Parameter completion: refusals: `.notFound`, `.alreadyDecided`, `.ownMatter`, `.claimedByOther`.
  public func claim(
    _ item: ReviewItemID, by moderator: MemberID, at: Timestamp,
    completion: @escaping @Sendable (Result<Reviewed, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) { try $0.claim(item, by: moderator, at: at) }
  }

  public func release(
    _ item: ReviewItemID, by moderator: MemberID, completion: @escaping @Sendable (Result<Reviewed, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) { try $0.release(item, by: moderator) }
  }

  /// - Parameters:
  ///   - willPublish: as in `MessageLog.hide`, for whatever the decision publishes.
  ///   - completion: refusals: `.notFound`, `.badRequest`, `.alreadyDecided`, `.ownMatter`, `.claimedByOther`,
  ///     `.secondPersonNeeded`, `.messageGone`.
  public func decide(
    _ item: ReviewItemID, _ verdict: ReviewVerdict, by moderator: MemberID, at: Timestamp,
    willPublish: @escaping @Sendable (Publication) -> Void = { _ in },
    completion: @escaping @Sendable (Result<Reviewed, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) {
      let reviewed = try $0.decide(item, verdict, by: moderator, at: at)
      reviewed.publication.map(willPublish)
      return reviewed
    }
  }

  /// - Parameter completion: refusals: `.notFound`, `.undoTooLate` (also when somebody else decided).
  public func undo(
    _ item: ReviewItemID, by moderator: MemberID, at: Timestamp,
    willPublish: @escaping @Sendable (Publication) -> Void = { _ in },
    completion: @escaping @Sendable (Result<Reviewed, Refusal>) -> Void
  ) {
    commit.submit(completion, isEssential: true) {
      let reviewed = try $0.undo(item, by: moderator, at: at)
      reviewed.publication.map(willPublish)
      return reviewed
    }
  }

  // MARK: Reading

  /// The newest first.
  /// - Throws: an unexpected error.
  public func items(_ filter: Filter, limit: Int, at now: Timestamp) async throws -> [ReviewItem] {
    try await access.read { db in
      try ReviewRows.fetch(
        db,
        where: """
          WHERE i.isOpen = ? AND i.id < ? AND (?3 IS NULL OR i.kind = ?3) AND (?4 IS NULL OR i.roomID = ?4)
          ORDER BY i.id DESC LIMIT ?5
          """,
        arguments: [
          filter.state == .open, filter.before?.rawValue ?? .max, filter.kind?.rawValue, filter.room?.rawValue, limit,
        ], now: now)
    }
  }

  /// - Throws: `Refusal.notFound`, an unexpected error.
  public func item(_ id: ReviewItemID, at now: Timestamp) async throws -> ReviewItem {
    try await access.read { db in
      let found = try ReviewRows.fetch(db, where: "WHERE i.id = ?", arguments: [id.rawValue], now: now)
      guard let item = found.first else { throw Refusal.notFound }
      return item
    }
  }

  /// The items of some messages, and how much waits, of one moment.
  /// - Throws: an unexpected error.
  public func items(of messages: some Sequence<MessageID> & Sendable, at now: Timestamp) async throws -> (
    items: [ReviewItem], backlog: Backlog
  ) {
    try await access.read { db in
      let items = try ReviewRows.fetch(
        db, where: "WHERE i.messageID IN (SELECT value FROM json_each(?)) ORDER BY i.id",
        arguments: [MessageRows.jsonList(messages)], now: now)
      return (items, try Self.backlog(db))
    }
  }

  /// - Throws: an unexpected error.
  public func backlog() async throws -> Backlog {
    try await access.read(Self.backlog)
  }

  private static func backlog(_ db: Database) throws -> Backlog {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT count(*), min(openedAtMs) FROM reviewItem WHERE isOpen = 1"))
    return Backlog(
      open: row?[0] ?? 0, oldest: (row?[1] as Int64?).map { Timestamp(milliseconds: $0) })
  }

  /// A member's own messages that wait, oldest first, with what the author may be told.
  /// - Throws: an unexpected error.
  public func held(of author: MemberID) async throws -> [OwnHeldMessage] {
    try await access.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT m.id, m.roomID, m.threadID, m.body, m.key, i.toldJa, i.toldEn, m.createdAtMs
          FROM reviewItem i JOIN message m ON m.id = i.messageID
          WHERE i.authorID = ? AND i.isOpen = 1 AND m.state = 'held' ORDER BY m.id
          """, arguments: [author.rawValue]
      ).map { row in
        OwnHeldMessage(
          id: MessageID(row[0] as Int64), roomID: RoomID(row[1] as Int64),
          threadID: (row[2] as Int64?).map { MessageID($0) }, body: row[3], key: row[4],
          told: (row[5] as String?).flatMap { ja in (row[6] as String?).map { LocalizedText(ja: ja, en: $0) } },
          createdAt: Timestamp(milliseconds: row[7]))
      }
    }
  }
}

/// A message its author sees as waiting.
public struct OwnHeldMessage: Hashable, Sendable {
  public let id: MessageID
  public let roomID: RoomID
  public let threadID: MessageID?
  public let body: String
  public let key: String
  public let told: LocalizedText?
  public let createdAt: Timestamp
}
