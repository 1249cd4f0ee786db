import Community
import NIOCore
import Synchronization
import WebSocketTransport
import Wire

/// Who is writing where, told once per tick so that its cost is members × ticks, not members × writers.
/// - Isolation: any thread.
final class TypingBoard: Sendable {
  static let interval = TimeAmount.seconds(1)
  /// In a fuller room nobody can use the information, and it would be the room's most frequent frame.
  static let largestAudience = 200
  /// Names told per room and tick.
  static let namesPerTick = 3

  private let writing = Mutex<[RoomID: [MemberID: String]]>([:])

  func note(_ member: MemberSummary, in room: RoomID) {
    writing.withLock { writing in
      guard writing[room, default: [:]].count < Self.namesPerTick else { return }
      writing[room, default: [:]][member.id] = member.name
    }
  }

  func tick(hub: Hub, presence: PresenceTracker) {
    let current = writing.withLock { writing in
      defer { writing.removeAll(keepingCapacity: true) }
      return writing
    }
    for (room, names) in current where presence.count(in: room) <= Self.largestAudience {
      for (member, name) in names {
        let frame = ServerFrame.typing(room: room, member: member, name: name).encoded(ref: nil)
        hub.deliverEphemeral(PreparedFrame(text: frame), to: .room(room))
      }
    }
  }
}
