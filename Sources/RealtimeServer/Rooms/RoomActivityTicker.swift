import Community
import NIOCore
import WebSocketTransport
import Wire

/// Tells every socket, at most once per tick, which rooms have new messages: what unread badges live on.
///
/// Costs members × ticks, not members × messages.
struct RoomActivityTicker: Sendable {
  /// Shortest time between two announcements.
  static let interval = TimeAmount.seconds(2)

  let rooms: RoomDirectory
  let hub: Hub

  /// Announces what happened since the last call. Rooms of the staff are announced to the staff only.
  func tick() {
    let active = rooms.takeActive()
    announce(active.filter { $0.room.audience == .everyone }, to: .community)
    announce(active.filter { $0.room.audience == .staff }, to: .staffSide)
  }

  private func announce(_ entries: [RoomDirectory.Entry], to topic: Topic) {
    guard !entries.isEmpty else { return }
    let activities = entries.compactMap { entry in
      entry.lastPostAt.map {
        RoomActivity(room: entry.room.id, offset: entry.offset, postCount: entry.postCount, lastPostAt: $0)
      }
    }
    hub.deliverEphemeral(PreparedFrame(text: ServerFrame.activity(activities).encoded(ref: nil)), to: topic)
  }
}
