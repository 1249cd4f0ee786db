import Community
import NIOCore
import Synchronization
import WebSocketTransport
import Wire

/// Which members have a room open in this process. Derived from sessions, never stored; only counts are told.
/// - Isolation: any thread.
final class PresenceTracker: Sendable {
  /// Shortest time between two announcements of one room.
  static let interval = TimeAmount.seconds(1)

  /// How long somebody who left a room is remembered as having had it open.
  private static let memory = Duration.seconds(86_400)
  /// Members remembered of one room, at most; then those are forgotten who left longest ago.
  private static let mostRemembered = 20_000

  private struct State {
    /// Sockets per member and room: two tabs are one person.
    var members: [RoomID: [MemberID: Int]] = [:]
    var changed: Set<RoomID> = []
    /// When those left who have a room open no more.
    var left: [RoomID: [MemberID: Timestamp]] = [:]

    mutating func forget(_ room: RoomID, at now: Timestamp) {
      let oldest = now.advanced(by: .zero - PresenceTracker.memory)
      left[room] = left[room]?.filter { $0.value >= oldest }
      guard let remembered = left[room], remembered.count > PresenceTracker.mostRemembered else { return }
      let newest = remembered.sorted { $0.value > $1.value }.prefix(PresenceTracker.mostRemembered / 2)
      left[room] = Dictionary(newest.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private let state = Mutex(State())

  func enter(_ room: RoomID, member: MemberID) {
    state.withLock { state in
      if state.members[room, default: [:]][member, default: 0] == 0 { state.changed.insert(room) }
      state.members[room, default: [:]][member, default: 0] += 1
    }
  }

  func leave(_ room: RoomID, member: MemberID, at now: Timestamp) {
    state.withLock { state in
      guard let sockets = state.members[room]?[member] else { return }
      if sockets > 1 {
        state.members[room]?[member] = sockets - 1
      } else {
        state.members[room]?[member] = nil
        if state.members[room]?.isEmpty == true { state.members[room] = nil }
        state.changed.insert(room)
        state.left[room, default: [:]][member] = now
        if let count = state.left[room]?.count, count > Self.mostRemembered { state.forget(room, at: now) }
      }
    }
  }

  /// Everybody who had the room open at some time since then, as far as this process knows.
  func members(in room: RoomID, since moment: Timestamp) -> Set<MemberID> {
    state.withLock { state in
      var found = Set((state.members[room] ?? [:]).keys)
      for (member, leftAt) in state.left[room] ?? [:] where leftAt >= moment { found.insert(member) }
      return found
    }
  }

  func count(in room: RoomID) -> Int {
    state.withLock { $0.members[room]?.count ?? 0 }
  }

  /// Tells the rooms whose count changed since the last call.
  func tick(hub: Hub) {
    let counts = state.withLock { state in
      defer { state.changed.removeAll(keepingCapacity: true) }
      return state.changed.map { ($0, state.members[$0]?.count ?? 0) }
    }
    for (room, count) in counts {
      let frame = ServerFrame.presence(room: room, count: count).encoded(ref: nil)
      hub.deliverEphemeral(PreparedFrame(text: frame), to: .room(room))
    }
  }
}
