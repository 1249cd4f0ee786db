import Community
import WebSocketTransport

/// A durable publication on its way to sockets: encoded once, framed once, shared by every receiver.
struct Delivery: Sendable {
  let offset: Offset
  let frame: PreparedFrame
}

/// What one commit batch published in one room.
struct RoomDelivery: Sendable {
  let room: RoomID
  /// In the order of their offsets.
  let publications: [Delivery]
  /// All of them in one piece: one queue slot and one write for each receiver, however many there are.
  let joined: PreparedFrame

  init(room: RoomID, publications: [Delivery]) {
    self.room = room
    self.publications = publications
    let frames = publications.map(\.frame)
    self.joined = frames.count == 1 ? frames[0] : PreparedFrame(joining: frames)
  }
}
