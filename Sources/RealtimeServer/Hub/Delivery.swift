import Community
import WebSocketTransport

/// A durable publication on its way to sockets: encoded once, framed once, shared by every receiver.
struct Delivery: Sendable {
  let offset: Offset
  let frame: PreparedFrame
}

/// What was published in one room since the last delivery: by one commit batch, or by several that left together.
struct RoomDelivery: Sendable {
  let room: RoomID
  /// In the order of their offsets.
  private(set) var publications: [Delivery]
  /// All of them in one piece: one queue slot and one write for each receiver, however many there are.
  private(set) var joined: PreparedFrame

  init(room: RoomID, publications: [Delivery]) {
    self.room = room
    self.publications = publications
    let frames = publications.map(\.frame)
    self.joined = frames.count == 1 ? frames[0] : PreparedFrame(joining: frames)
  }

  /// - Parameter deliveries: of one room, in order, at least one.
  init(joining deliveries: [RoomDelivery]) {
    self = deliveries[0]
    guard deliveries.count > 1 else { return }
    publications = deliveries.flatMap(\.publications)
    joined = PreparedFrame(joining: deliveries.map(\.joined))
  }
}
