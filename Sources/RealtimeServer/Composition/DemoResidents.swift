import Community
import Logging
import Persistence
import ServiceLifecycle
import Synchronization

/// Lets the invented members of a demo go on chatting, and answer visitors. What they do takes the same path as
/// anybody's: authorised, screened, stored, published.
struct DemoResidents: Service {
  /// Time between two looks at what is due.
  private static let interval = Duration.seconds(1)

  let commands: SessionCommands
  let ear: DemoEar

  private var dependencies: Dependencies { commands.dependencies }

  func run() async throws {
    guard try await dependencies.isOpenDemo() else {
      try? await gracefulShutdown()
      return
    }
    do {
      try await chat()
    } catch is CancellationError {
    } catch {
      dependencies.logger.error("demo.chatter.failed", metadata: ["error": "\(error)"])
      try? await gracefulShutdown()
    }
  }

  private func chat() async throws {
    let now = dependencies.now()
    let stored = try await dependencies.database.members.allNames()
    let community = try DemoCommunity(
      memberCount: dependencies.configuration.demo.members, messageCount: 0, until: now)
    let byName = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let cast = community.members.map { byName[$0.name] }
    let indices = Dictionary(
      cast.enumerated().compactMap { index, member in member.map { ($0.id, index) } }, uniquingKeysWith: { $1 })
    let slugs = Dictionary(
      try await dependencies.database.rooms.all().map { ($0.room.id, $0.room.slug) }, uniquingKeysWith: { $1 })
    ear.open()
    await cancelWhenGracefulShutdown {
      await live(
        DemoChatter(community: community, seed: UInt64(bitPattern: now.milliseconds), startingAt: now), cast: cast,
        indices: indices, slugs: slugs)
    }
  }

  private func live(
    _ chatter: DemoChatter, cast: [MemberSummary?], indices: [MemberID: Int], slugs: [RoomID: String]
  ) async {
    var chatter = chatter
    let rooms = Dictionary(slugs.map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
    while !Task.isCancelled {
      for message in ear.takeHeard() {
        if let slug = slugs[message.roomID] { chatter.hear(message, in: slug, by: indices[message.author.id]) }
      }
      if let action = chatter.next(at: dependencies.now()), let member = cast[action.member] {
        carryOut(action, by: member, rooms: rooms)
      }
      try? await Task.sleep(for: Self.interval)
    }
  }

  private func carryOut(_ action: DemoAction, by member: MemberSummary, rooms: [String: RoomID]) {
    let logger = dependencies.logger
    func post(_ room: String, _ thread: MessageID?, _ body: String) {
      guard let room = rooms[room] else { return }
      PostMessage(dependencies: dependencies)(in: room, thread: thread, body: body, key: action.key, by: member) {
        if case .failure(let rejection) = $0 {
          logger.debug("demo.refused", metadata: ["code": "\(rejection.refusal)"])
        }
      }
    }
    switch action.deed {
    case .post(let room, let body): post(room, nil, body)
    case .comment(let thread, let room, let body): post(room, thread, body)
    case .react(let message, _, let sticker):
      ReactToMessage(dependencies: dependencies, announcer: commands.announcer)(
        to: message, with: sticker, on: true, by: member
      ) { _ in }
    }
  }
}

/// What was posted lately, for the demo's residents. Deaf until opened, and forgets the oldest when nobody listens.
/// - Isolation: any thread.
final class DemoEar: Sendable {
  private static let most = 1_000

  private struct State {
    var isOpen = false
    var heard: [Message] = []
  }

  private let state = Mutex(State())

  func open() { state.withLock { $0.isOpen = true } }

  func hear(_ committed: [Publication]) {
    state.withLock { state in
      guard state.isOpen else { return }
      state.heard += committed.lazy.filter { $0.kind == .posted }.map(\.message)
      if state.heard.count > Self.most { state.heard.removeFirst(state.heard.count - Self.most) }
    }
  }

  func takeHeard() -> [Message] {
    state.withLock { state in
      defer { state.heard.removeAll(keepingCapacity: true) }
      return state.heard
    }
  }
}
