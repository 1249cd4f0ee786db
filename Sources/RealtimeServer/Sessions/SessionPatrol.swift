import Community
import Logging
import ServiceLifecycle

/// Ends the sockets of sessions that expired while they were open: nothing else would notice.
struct SessionPatrol: Service {
  /// Time between two rounds: how long an expired session may keep its sockets.
  static let interval = Duration.seconds(300)

  let dependencies: Dependencies

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await Task.sleep(for: Self.interval)
          try await walk()
        } catch is CancellationError {
          return
        } catch {
          dependencies.logger.error("session.patrol.failed", metadata: ["error": "\(error)"])
        }
      }
    }
  }

  /// One round.
  func walk() async throws {
    for visitor in try await dependencies.hub.visitors() {
      if try await !dependencies.sessions.isAlive(visitor, at: dependencies.now()) {
        dependencies.hub.endSession(visitor.session)
      }
    }
  }
}
