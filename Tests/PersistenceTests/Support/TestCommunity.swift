import Community
import Dispatch
import Foundation
import GRDB
import Synchronization

@testable import Persistence

/// A community in a real database: the standard rooms, a moderator and three members.
final class TestCommunity: Sendable {
  let folder: TemporaryFolder
  let database: CommunityDatabase
  let moderator: MemberSummary
  let aoi: MemberSummary
  let haru: MemberSummary
  let sora: MemberSummary
  let rooms: [Room]
  let published: Recorder<Publication>
  let errors: Recorder<String>

  /// The first room open to everyone.
  var room: RoomID { rooms[0].id }

  init(
    folder: TemporaryFolder = TemporaryFolder(), configuration: CommunityDatabase.Configuration = .small
  ) async throws {
    let (published, errors) = (Recorder<Publication>(), Recorder<String>())
    database = try CommunityDatabase(
      folder: folder.path, configuration: configuration, onCommit: { published.add($0) },
      onError: { errors.add(["\($0)"]) })
    (self.folder, self.published, self.errors) = (folder, published, errors)
    if try await database.members.count() == 0 {
      try await database.rooms.createIfNone(categories: StandardRooms.categories, rooms: StandardRooms.rooms)
      _ = try await database.members.create(Self.cast)
    }
    let members = try await database.members.allNames()
    (moderator, aoi, haru, sora) = (members[0], members[1], members[2], members[3])
    rooms = try await database.rooms.all().map(\.room)
  }

  /// Closes the database and opens it again.
  func reopened(_ configuration: CommunityDatabase.Configuration = .small) async throws -> TestCommunity {
    try database.close()
    return try await TestCommunity(folder: folder, configuration: configuration)
  }

  private static let cast: [NewMember] = [
    member("見守り当番", role: .moderator), member("みと梅ざけ", badges: ["先輩移住者"]), member("はる"), member("そら🌊"),
  ]

  static func member(_ name: String, role: Role = .member, badges: [String] = []) -> NewMember {
    guard let displayName = try? DisplayName(name) else { preconditionFailure("not a name: \(name)") }
    return NewMember(
      name: displayName, nameKey: name, role: role, badges: badges, emailHash: bytes("hash of \(name)"),
      email: bytes("sealed \(name)"), attributes: nil, keyID: "k1", termsVersion: 1, at: .moment(0))
  }

  /// At least 16 bytes.
  static func bytes(_ text: String) -> Data { Data(text.utf8) + Data(repeating: 7, count: 16) }
}

// MARK: - Saying things

extension TestCommunity {
  static let keys = Atomic<Int>(0)

  func draft(
    _ body: String, by author: MemberSummary? = nil, in room: RoomID? = nil, on thread: MessageID? = nil,
    key: String? = nil, mentions: [Mention] = [], at: Timestamp = .moment(1), held: HoldReason? = nil,
    hits: [RuleHit] = []
  ) -> Draft {
    let number = Self.keys.add(1, ordering: .relaxed).newValue
    return Draft(
      roomID: room ?? self.room, threadID: thread, author: author ?? aoi, body: body, mentions: mentions,
      key: key ?? "key-\(number)", at: at, held: held, hits: hits)
  }

  func append(_ draft: Draft) async throws -> Appended {
    try await answer { database.messages.append(draft, completion: $0) }
  }

  @discardableResult
  func post(
    _ body: String, by author: MemberSummary? = nil, in room: RoomID? = nil, on thread: MessageID? = nil,
    at: Timestamp = .moment(1)
  ) async throws -> Publication {
    let appended = try await append(draft(body, by: author, in: room, on: thread, at: at))
    guard case .published(let publication) = appended else { throw Unexpected(appended) }
    return publication
  }

  @discardableResult
  func edit(_ message: MessageID, _ body: String, by author: MemberSummary? = nil, at: Timestamp = .moment(2))
    async throws -> Publication
  {
    let edited: Publication? = try await answer {
      database.messages.edit(
        message: message, by: (author ?? aoi).id, body: body, mentions: [], at: at, completion: $0)
    }
    guard let edited else { throw Unexpected("a held message") }
    return edited
  }

  @discardableResult
  func delete(_ message: MessageID, by author: MemberSummary? = nil) async throws -> Publication {
    let deleted: Publication? = try await answer {
      database.messages.delete(message: message, by: (author ?? aoi).id, at: .moment(3), completion: $0)
    }
    guard let deleted else { throw Unexpected("a held message") }
    return deleted
  }

  @discardableResult
  func hide(_ message: MessageID, reason: String? = nil) async throws -> Publication {
    try await answer {
      database.messages.hide(message: message, by: moderator.id, reason: reason, at: .moment(4), completion: $0)
    }
  }

  @discardableResult
  func restore(_ message: MessageID) async throws -> Publication {
    try await answer {
      database.messages.restore(message: message, by: moderator.id, at: .moment(5), completion: $0)
    }
  }

  @discardableResult
  func react(_ sticker: String, to message: MessageID, by member: MemberSummary? = nil, on: Bool = true)
    async throws -> Reacted
  {
    try await answer {
      database.messages.react(
        message: message, member: (member ?? haru).id, sticker: StickerID(rawValue: sticker), on: on, at: .moment(6),
        completion: $0)
    }
  }

  @discardableResult
  func announce() async throws -> Bool {
    try await answer { database.messages.announceTallies(at: .moment(7), completion: $0) }
  }

  func read(_ offset: Int64, by member: MemberSummary, in room: RoomID? = nil) async throws -> ReadPosition {
    try await answer {
      database.messages.markRead(
        room: room ?? self.room, member: member.id, offset: Offset(offset), at: .moment(8), completion: $0)
    }
  }

  func answer<Value: Sendable>(_ ask: (@escaping @Sendable (Result<Value, Refusal>) -> Void) -> Void) async throws
    -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      ask { continuation.resume(with: $0.mapError { $0 as any Error }) }
    }
  }
}

// MARK: - Looking inside

extension TestCommunity {
  /// Keeps the writer's queue busy until the answer is called: what is queued meanwhile becomes one batch.
  func holdWriter() -> @Sendable () -> Void {
    database.holdWriter()
  }

  func value<Value: DatabaseValueConvertible & Sendable>(_ sql: String) async throws -> Value? {
    try await database.access.read { try Value.fetchOne($0, sql: sql) }
  }

  func writerValue<Value: DatabaseValueConvertible & Sendable>(_ sql: String) async throws -> Value? {
    try await database.access.pool.writeWithoutTransaction { try Value.fetchOne($0, sql: sql) }
  }

  func execute(_ sql: String) async throws {
    try await database.access.pool.writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  func page(_ anchor: PageAnchor = .newest, limit: Int = 50, for member: MemberSummary? = nil, in room: RoomID? = nil)
    async throws -> MessagePage
  {
    try await database.history.page(
      room: room ?? self.room, anchor: anchor, limit: limit, for: (member ?? haru).id)
  }
}

extension CommunityDatabase.Configuration {
  /// Sets little space aside: tests run many at a time.
  static var small: Self {
    var configuration = Self()
    configuration.reserveBytes = 64 << 10
    return configuration
  }
}

extension CommunityDatabase {
  /// As `TestCommunity.holdWriter`.
  func holdWriter() -> @Sendable () -> Void {
    let gate = DispatchSemaphore(value: 0)
    access.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
    return { gate.signal() }
  }
}

struct Unexpected: Error {
  let what: String
  init(_ what: Any) { self.what = "\(what)" }
}

/// Collects what callbacks bring, in order.
final class Recorder<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  var all: [Element] { elements.withLock { $0 } }

  func add(_ new: [Element]) { elements.withLock { $0 += new } }

  func clear() { elements.withLock { $0.removeAll() } }
}

extension Timestamp {
  /// Seconds after the morning the tests are about.
  static func moment(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1_000) }
}
