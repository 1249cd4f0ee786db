import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

@testable import WebSocketTransport

/// The transport on a port of its own.
struct TestServer: Sendable {
  let port: Int

  typealias Decide = @Sendable (SocketRequest) async -> UpgradeDecision

  /// Runs `body` against a server, which is gone when this returns.
  static func run(
    _ configuration: TransportConfiguration = .unhurried,
    decide: @escaping Decide = { _ in .refuse(status: 401, body: nil) },
    responder: @escaping HTTPChannelHandler.Responder = notFound,
    _ body: (TestServer) async throws -> Void
  ) async throws {
    let logger = Logger(label: "test")
    let connections = HTTPAndWebSocketChannel(
      responder: responder, configuration: configuration, decide: decide, logger: logger)
    try await serve(connections, body)
  }

  /// Runs `body` against a server of `connections`, which is gone when this returns.
  static func serve(
    _ connections: some ServerChildChannel, _ body: (TestServer) async throws -> Void
  ) async throws {
    let logger = Logger(label: "test")
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1_024)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(host: "127.0.0.1", port: 0) { connections.setup(channel: $0, logger: logger) }
    let server = TestServer(port: listener.channel.localAddress?.port ?? 0)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        try await withThrowingDiscardingTaskGroup { tasks in
          try await listener.executeThenClose { accepted in
            for try await connection in accepted {
              tasks.addTask { await connections.handle(value: connection, logger: logger) }
            }
          }
        }
      }
      try await body(server)
      tasks.cancelAll()
      try? await listener.channel.close()
    }
  }

  static let notFound: HTTPChannelHandler.Responder = { _, writer, _ in
    try await writer.writeResponse(HTTPResponse(status: .notFound, headerFields: [.contentLength: "0"]))
  }
}

extension TransportConfiguration {
  /// For tests of something else than deadlines: with hundreds of tests on few cores, seconds may pass between two lines.
  static var unhurried: TransportConfiguration {
    var configuration = TransportConfiguration()
    configuration.headerDeadline = .seconds(60)
    configuration.decisionDeadline = .seconds(60)
    return configuration
  }
}
