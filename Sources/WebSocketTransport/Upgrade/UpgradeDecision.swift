public import NIOCore

/// The application's answer to a valid WebSocket handshake.
public enum UpgradeDecision: Sendable {
  /// The handshake is answered and the delegate, made on the connection's event loop, is told of the open socket.
  case accept(makeDelegate: @Sendable (any EventLoop) -> any SocketDelegate)
  /// The client gets this status and body (JSON when it begins with `{`, else plain text), and the connection ends.
  case refuse(status: Int, body: [UInt8]?)
  /// The HTTP side answers, as if nobody had asked for an upgrade.
  case notAWebSocketRoute
}
