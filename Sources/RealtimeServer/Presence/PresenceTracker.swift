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

  private struct State {
    /// Sockets per member and room: two tabs are one person.
    var members: [RoomID: [MemberID: Int]] = [:]
    var changed: Set<RoomID> = []
  }

  private let state = Mutex(State())

  func enter(_ room: RoomID, member: MemberID) {
    state.withLock { state in
      if state.members[room, default: [:]][member, default: 0] == 0 { state.changed.insert(room) }
      state.members[room, default: [:]][member, default: 0] += 1
    }
  }

  func leave(_ room: RoomID, member: MemberID) {
    state.withLock { state in
      guard let sockets = state.members[room]?[member] else { return }
      if sockets > 1 {
        state.members[room]?[member] = sockets - 1
      } else {
        state.members[room]?[member] = nil
        if state.members[room]?.isEmpty == true { state.members[room] = nil }
        state.changed.insert(room)
      }
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
