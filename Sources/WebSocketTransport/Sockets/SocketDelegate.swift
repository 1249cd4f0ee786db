public import NIOCore

/// What a socket belongs to. The transport knows messages; the delegate knows what they mean.
///
/// Never called from inside a method of `Socket`: a `send` that fails reports `socketClosed` later, so a loop over many
/// sockets does not change under its own hands.
/// - Isolation: called on the socket's event loop.
public protocol SocketDelegate: AnyObject {
  /// Whether binary messages are taken. Without, the first one closes the socket with 1003. Asked once.
  var acceptsBinary: Bool { get }
  /// The handshake is answered; frames may be sent. The first call.
  func socketOpened(_ socket: Socket)
  /// A whole text message, valid UTF-8. What the delegate sends meanwhile leaves in one write after the read burst.
  func socket(_ socket: Socket, received text: ByteBuffer)
  /// A whole binary message. Only when `acceptsBinary`.
  func socket(_ socket: Socket, receivedBinary data: ByteBuffer)
  /// Everything that had arrived was handed over; what was sent meanwhile is flushed right after.
  func socketReadComplete(_ socket: Socket)
  /// The server stops. By default the socket is closed with 1012 (service restart).
  func socketShouldDrain(_ socket: Socket)
  /// The connection is gone. The last call; `socket.closeCode` says why.
  func socketClosed(_ socket: Socket)
}

extension SocketDelegate {
  public var acceptsBinary: Bool { false }
  public func socket(_ socket: Socket, receivedBinary data: ByteBuffer) {}
  public func socketReadComplete(_ socket: Socket) {}
  public func socketShouldDrain(_ socket: Socket) { socket.close(code: CloseStatus.serviceRestart, reason: "") }
}
