import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
public import UnixSignals

/// A whole server, ready to run.
public struct CommunityServer: Sendable {
  let dependencies: Dependencies
  let group: MultiThreadedEventLoopGroup
  let services: [any Service]

  /// Runs until it is told to stop, then drains: clients are asked to come back, accepted writes finish, the database
  /// is checkpointed and closed.
  ///
  /// - Parameter signals: the signals that stop it gracefully.
  public func run(stoppingOn signals: [UnixSignal] = [.sigterm, .sigint]) async throws {
    // Services stop in reverse order: first the clients are told, last the database closes.
    let lifecycle = ServiceGroup(
      configuration: .init(services: services, gracefulShutdownSignals: signals, logger: dependencies.logger))
    try await lifecycle.run()
    try await group.shutdownGracefully()
  }
}
