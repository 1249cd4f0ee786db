import NIOCore

@testable import WebSocketTransport

/// Server-side sockets as a test sees them: what happened to them, and the sockets themselves.
final class Probe: Sendable {
  enum Event: Equatable, Sendable {
    case opened
    case text(String)
    case binary([UInt8])
    case closed(code: UInt16)
  }

  private let events: AsyncStream<Event>
  private let eventSink: AsyncStream<Event>.Continuation
  private let sockets: AsyncStream<NIOLoopBound<Socket>>
  private let socketSink: AsyncStream<NIOLoopBound<Socket>>.Continuation
  private let acceptsBinary: Bool
  private let echoes: Bool

  init(acceptsBinary: Bool = false, echoes: Bool = false) {
    (events, eventSink) = AsyncStream.makeStream()
    (sockets, socketSink) = AsyncStream.makeStream()
    self.acceptsBinary = acceptsBinary
    self.echoes = echoes
  }

  /// Accepts every handshake.
  var decide: TestServer.Decide {
    { _ in .accept { _ in Delegate(probe: self) } }
  }

  func nextSocket() async throws -> NIOLoopBound<Socket> {
    for await socket in sockets { return socket }
    throw ConnectionEnded()
  }

  func nextEvent() async throws -> Event {
    for await event in events { return event }
    throw ConnectionEnded()
  }

  func makeDelegate() -> any SocketDelegate { Delegate(probe: self) }

  private final class Delegate: SocketDelegate {
    let probe: Probe
    var acceptsBinary: Bool { probe.acceptsBinary }

    init(probe: Probe) { self.probe = probe }

    func socketOpened(_ socket: Socket) {
      probe.socketSink.yield(NIOLoopBound(socket, eventLoop: socket.eventLoop))
      probe.eventSink.yield(.opened)
    }

    func socket(_ socket: Socket, received text: ByteBuffer) {
      probe.eventSink.yield(.text(String(buffer: text)))
      if probe.echoes { socket.send(PreparedFrame(text: text)) }
    }

    func socket(_ socket: Socket, receivedBinary data: ByteBuffer) {
      probe.eventSink.yield(.binary(Array(data.readableBytesView)))
      if probe.echoes { socket.send(PreparedFrame(binary: data)) }
    }

    func socketClosed(_ socket: Socket) {
      probe.eventSink.yield(.closed(code: socket.closeCode))
    }
  }
}

extension NIOLoopBound where Value == Socket {
  /// Runs `body` on the socket's loop.
  func run<Result: Sendable>(_ body: @escaping @Sendable (Socket) throws -> Result) async throws -> Result {
    try await eventLoop.submit { try body(value) }.get()
  }
}
