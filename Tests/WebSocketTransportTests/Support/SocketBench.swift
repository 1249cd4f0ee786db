import NIOCore
import NIOEmbedded

@testable import WebSocketTransport

/// A socket on an embedded channel: bytes in, bytes out, time by hand.
final class SocketBench {
  let channel = EmbeddedChannel()
  let socket: Socket
  let delegate: RecordingDelegate
  /// Between the socket and the wire; holds writes back when told to.
  let valve = Valve()

  init(configuration: TransportConfiguration = TransportConfiguration(), acceptsBinary: Bool = false) throws {
    let eventLoop = channel.embeddedEventLoop
    let loop = LoopState(eventLoop: eventLoop, configuration: configuration)
    socket = Socket(eventLoop: eventLoop, loop: loop)
    delegate = RecordingDelegate(acceptsBinary: acceptsBinary)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.pipeline.syncOperations.addHandler(valve)
    try channel.pipeline.syncOperations.addHandler(
      SocketHandler(
        socket: socket, delegate: delegate, handshake: eventLoop.makeSucceededVoidFuture(), ticket: nil))
  }

  func receive(_ bytes: [UInt8]) throws {
    try channel.writeInbound(ByteBuffer(bytes: bytes))
  }

  /// The buffers written since the last call, one for each write.
  func writes() throws -> [ByteBuffer] {
    var writes: [ByteBuffer] = []
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) { writes.append(buffer) }
    return writes
  }

  /// The frames written since the last call.
  func frames() throws -> [ServerFrame] {
    var bytes = ByteBuffer()
    for write in try writes() { bytes.writeImmutableBuffer(write) }
    var frames: [ServerFrame] = []
    while let frame = ServerFrame.take(&bytes) { frames.append(frame) }
    return frames
  }

  func advance(by time: TimeAmount) {
    channel.embeddedEventLoop.advanceTime(by: time)
  }
}

final class RecordingDelegate: SocketDelegate {
  let acceptsBinary: Bool
  var events: [Probe.Event] = []
  var onText: (Socket, String) -> Void = { _, _ in }

  init(acceptsBinary: Bool) { self.acceptsBinary = acceptsBinary }

  func socketOpened(_ socket: Socket) { events.append(.opened) }

  func socket(_ socket: Socket, received text: ByteBuffer) {
    events.append(.text(String(buffer: text)))
    onText(socket, String(buffer: text))
  }

  func socket(_ socket: Socket, receivedBinary data: ByteBuffer) {
    events.append(.binary(Array(data.readableBytesView)))
  }

  func socketClosed(_ socket: Socket) { events.append(.closed(code: socket.closeCode)) }
}

/// Between the socket and the wire: a peer that does not read, or a connection that breaks.
final class Valve: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum Setting {
    case open
    /// What is written stays in the channel.
    case shut
    /// Writing fails and closes the channel before `write` returns.
    case broken
  }

  var setting = Setting.open
  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard setting == .broken else { return context.write(data, promise: promise) }
    promise?.fail(ChannelError.ioOnClosedChannel)
    context.close(promise: nil)
  }

  func flush(context: ChannelHandlerContext) {
    if setting != .shut { context.flush() }
  }

  /// The peer reads again.
  func open() {
    setting = .open
    context?.flush()
  }
}
