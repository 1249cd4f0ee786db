import NIOCore
import NIOPosix

/// A TCP client that sees every byte: HTTP as text, WebSocket frames as the server wrote them.
final class RawClient: Sendable {
  let channel: any Channel
  private let inbox: NIOLoopBound<Inbox>

  private init(channel: any Channel, inbox: NIOLoopBound<Inbox>) {
    self.channel = channel
    self.inbox = inbox
  }

  /// - Parameter reads: false for a client that never reads, behind as small a receive buffer as the kernel allows.
  /// - Parameter security: made for each connection and put before everything else.
  static func connect(
    port: Int, reads: Bool = true, security: (@Sendable () throws -> any ChannelHandler)? = nil
  ) async throws -> RawClient {
    var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: false)
    if !reads {
      bootstrap = bootstrap.channelOption(.autoRead, value: false)
        .channelOption(.socketOption(.so_rcvbuf), value: 4_096)
    }
    return try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        if let security { try channel.pipeline.syncOperations.addHandler(security()) }
        let inbox = Inbox()
        try channel.pipeline.syncOperations.addHandler(inbox)
        return RawClient(channel: channel, inbox: NIOLoopBound(inbox, eventLoop: channel.eventLoop))
      }
    }
  }

  func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
  }

  func send(_ text: String) async throws {
    try await send(Array(text.utf8))
  }

  /// Waits until `take` finds what it wants at the front of what was received. Throws when the connection ends before.
  func next<Value: Sendable>(_ take: @escaping @Sendable (inout ByteBuffer) -> Value?) async throws -> Value {
    try await channel.eventLoop.flatSubmit { [inbox, channel] in
      let promise = channel.eventLoop.makePromise(of: Value.self)
      inbox.value.wait { buffer, isOver in
        if let value = take(&buffer) {
          promise.succeed(value)
        } else if isOver {
          promise.fail(ConnectionEnded())
        } else {
          return false
        }
        return true
      }
      return promise.futureResult
    }.get()
  }

  func nextFrame() async throws -> ServerFrame {
    try await next(ServerFrame.take)
  }

  /// Returns when the server ended the connection.
  func ended() async throws {
    try await channel.closeFuture.get()
  }

  /// Everything received until the server ended the connection.
  func rest() async throws -> ByteBuffer {
    try await ended()
    return try await channel.eventLoop.submit { [inbox] in inbox.value.buffer }.get()
  }

  /// Closes the connection, if the server did not before.
  func close() async throws {
    channel.close(promise: nil)
    try await ended()
  }
}

struct ConnectionEnded: Error {}

/// - Isolation: touched only on its event loop.
private final class Inbox: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  var buffer = ByteBuffer()
  private var isOver = false
  private var waiter: ((inout ByteBuffer, Bool) -> Bool)?

  /// Calls `attempt` whenever there is news, until it returns true.
  func wait(_ attempt: @escaping (inout ByteBuffer, Bool) -> Bool) {
    waiter = attempt
    wake()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = Self.unwrapInboundIn(data)
    buffer.writeBuffer(&bytes)
    wake()
  }

  func channelInactive(context: ChannelHandlerContext) {
    isOver = true
    wake()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func wake() {
    guard let waiter, waiter(&buffer, isOver) else { return }
    self.waiter = nil
  }
}
