import Community
import Synchronization

/// Every room and where its log stands, in memory: what authorisation and subscribing read without the database.
/// - Isolation: any thread; short critical sections that never suspend.
final class RoomDirectory: Sendable {
  /// A room and the latest of its log.
  struct Entry: Sendable {
    let room: Room
    var offset: Offset
    var postCount: Int64
    var lastPostAt: Timestamp?
  }

  private struct State {
    var entries: [RoomID: Entry] = [:]
    /// Rooms with new posts since the last activity tick.
    var active: Set<RoomID> = []
  }

  private let state = Mutex(State())

  /// Replaces the rooms, at start and after one was added or changed.
  func load(_ entries: [Entry]) {
    let byID = Dictionary(entries.map { ($0.room.id, $0) }, uniquingKeysWith: { _, last in last })
    state.withLock { $0.entries = byID }
  }

  func entry(_ id: RoomID) -> Entry? {
    state.withLock { $0.entries[id] }
  }

  /// A policy by room number, for writes that learn only in the database which room they are about. A room one may not
  /// see is indistinguishable from one that does not exist.
  func rule(
    _ policy: @escaping @Sendable (Room, Role) -> Refusal?, as role: Role
  ) -> @Sendable (RoomID) -> Refusal? {
    { [self] id in entry(id).map { policy($0.room, role) } ?? .notFound }
  }

  /// Every room, by identity.
  func all() -> [Entry] {
    state.withLock { $0.entries.values.sorted { $0.room.id < $1.room.id } }
  }

  /// Notes what was committed.
  func note(_ committed: [Publication]) {
    state.withLock { state in
      for publication in committed {
        guard var entry = state.entries[publication.roomID] else { continue }
        entry.offset = max(entry.offset, publication.offset)
        if publication.kind == .posted {
          entry.postCount = max(entry.postCount, publication.postCount)
          entry.lastPostAt = publication.at
          state.active.insert(publication.roomID)
        }
        state.entries[publication.roomID] = entry
      }
    }
  }

  /// The rooms with new posts since the last call.
  func takeActive() -> [Entry] {
    state.withLock { state in
      defer { state.active.removeAll(keepingCapacity: true) }
      return state.active.compactMap { state.entries[$0] }
    }
  }
}
