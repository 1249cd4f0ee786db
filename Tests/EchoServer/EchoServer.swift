import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import WebSocketTransport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Sends every message back, for the protocol's conformance suite: `EchoServer [port] [longest message in bytes]`.
///
/// The socket is at `/ws`; everything else is not found.
@main struct EchoServer {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    var configuration = TransportConfiguration()
    configuration.path = "/ws"
    if let limit = arguments.dropFirst().first {
      configuration.maximumMessageBytes = limit
      configuration.outboundBudget = max(configuration.outboundBudget, 4 * limit)
    }
    let logger = Logger(label: "echo")
    let connections = HTTPAndWebSocketChannel(
      responder: { _, writer, _ in
        try await writer.writeResponse(HTTPResponse(status: .notFound, headerFields: [.contentLength: "0"]))
      },
      configuration: configuration,
      decide: { _ in .accept { _ in Echo() } },
      logger: logger)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let server = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(host: "127.0.0.1", port: arguments.first ?? 9_001) { connections.setup(channel: $0, logger: logger) }
    print("listening on 127.0.0.1:\(server.channel.localAddress?.port ?? 0)")
    fflush(nil)
    try await withThrowingDiscardingTaskGroup { tasks in
      try await server.executeThenClose { accepted in
        for try await connection in accepted {
          tasks.addTask { await connections.handle(value: connection, logger: logger) }
        }
      }
    }
  }
}

/// - Isolation: touched only on its event loop.
private final class Echo: SocketDelegate {
  let acceptsBinary = true

  func socketOpened(_ socket: Socket) {}

  func socket(_ socket: Socket, received text: ByteBuffer) {
    socket.send(PreparedFrame(text: text))
  }

  func socket(_ socket: Socket, receivedBinary data: ByteBuffer) {
    socket.send(PreparedFrame(binary: data))
  }

  func socketClosed(_ socket: Socket) {}
}
