import NIOCore

/// Reads a client's frames and tells the socket and its delegate. The only handler of an upgraded connection, TLS apart.
/// - Isolation: touched only on its event loop.
final class SocketHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let socket: Socket
  private let handshake: EventLoopFuture<Void>
  private let ticket: ConnectionTicket?
  private var reader: MessageReader
  /// After a violation or a close frame nothing is read any more, only awaited that the peer ends.
  private var isDiscarding = false
  private var controlFrames = 0
  private var controlFramesSince = NIODeadline.uptimeNanoseconds(0)
  /// Far more than anybody's keep-alive; control frames are no messages, so that nobody else counts them.
  private static let mostControlFrames = 1_000
  private static let controlFrameWindow = TimeAmount.seconds(10)

  init(socket: Socket, delegate: any SocketDelegate, handshake: EventLoopFuture<Void>, ticket: ConnectionTicket?) {
    self.socket = socket
    self.handshake = handshake
    self.ticket = ticket
    reader = MessageReader(
      maximumMessageBytes: socket.configuration.maximumMessageBytes, acceptsBinary: delegate.acceptsBinary)
    socket.delegate = delegate
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let descriptor = SocketOptions.descriptor(of: context)
    SocketOptions.bound(descriptor, configuration: socket.configuration)
    socket.attach(context, descriptor: descriptor, handshake: handshake)
    socket.delegate?.socketOpened(socket)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    socket.connectionClosed()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDiscarding else { return }
    var input = Self.unwrapInboundIn(data)
    socket.vigil.heard(at: socket.loop.wheel.now)
    while !isDiscarding, let event = reader.next(&input) { take(event) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    completeBurst()
  }

  /// Everything that had arrived was read: the answers leave in one write.
  func completeBurst() {
    socket.delegate?.socketReadComplete(socket)
    socket.flush()
  }

  func channelInactive(context: ChannelHandlerContext) {
    socket.connectionClosed()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent:
      socket.delegate?.socketShouldDrain(socket)
      socket.flush()
    case ChannelEvent.inputClosed:
      socket.closeChannel()
    default:
      break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    socket.closeChannel()
  }

  private func take(_ event: InboundEvent) {
    switch event {
    case .text(let text):
      guard !socket.isClosed else { return }
      socket.delegate?.socket(socket, received: text)
    case .binary(let data):
      guard !socket.isClosed else { return }
      socket.delegate?.socket(socket, receivedBinary: data)
    case .ping, .pong:
      takeControl(event)
    case .close(let code):
      isDiscarding = true
      socket.peerClosed(code: code)
    case .violation(let violation):
      isDiscarding = true
      socket.fail(violation)
    }
  }

  private func takeControl(_ event: InboundEvent) {
    let now = socket.loop.wheel.now
    if now - controlFramesSince > Self.controlFrameWindow {
      controlFrames = 0
      controlFramesSince = now
    }
    controlFrames += 1
    guard controlFrames <= Self.mostControlFrames else {
      isDiscarding = true
      return socket.fail(.controlFlood)
    }
    if case .ping(let payload) = event {
      // Dropped when the client is behind: it may ask again.
      socket.sendEphemeral(PreparedFrame(.pong, payload: payload.readableBytesView))
    }
  }
}
