import Community
import Persistence
import WebSocketTransport
import Wire

/// Turns committed publications into frames and hands them to the hub: the only place that publishes.
/// - Isolation: `publish` runs on the SQLite writer queue, once per commit batch, in commit order.
final class Publisher: Sendable {
  private let hub: Hub
  private let rooms: RoomDirectory

  init(hub: Hub, rooms: RoomDirectory) {
    self.hub = hub
    self.rooms = rooms
  }

  /// Order matters within a room only, so each room's publications travel together.
  ///
  /// The rooms' offsets are noted before the hub is told: a session that reads an offset and then subscribes receives
  /// everything after it.
  func publish(_ committed: [Publication]) {
    rooms.note(committed)
    hub.deliver(
      Dictionary(grouping: committed, by: \.roomID).map { room, publications in
        RoomDelivery(room: room, publications: publications.map(Delivery.init))
      })
  }
}

extension Delivery {
  fileprivate init(_ publication: Publication) {
    self.init(
      offset: publication.offset,
      frame: PreparedFrame(text: ServerFrame.publication(publication).encoded(ref: nil)))
  }
}
