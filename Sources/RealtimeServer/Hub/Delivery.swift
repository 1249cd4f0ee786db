import Community
import WebSocketTransport

/// A durable publication on its way to sockets: encoded once, framed once, shared by every receiver.
struct Delivery: Sendable {
  let room: RoomID
  let offset: Offset
  let frame: PreparedFrame
}
