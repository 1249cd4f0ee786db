import NIOCore
import ServiceLifecycle

extension CommunityServer {
  /// Runs while `body` does, then drains and stops as on SIGTERM. For tests and for programs that embed the server.
  func run<Result: Sendable>(while body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    let lifecycle = ServiceGroup(configuration: .init(services: services, logger: dependencies.logger))
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(
        try await withThrowingTaskGroup(of: Result?.self) { tasks in
          tasks.addTask {
            try await lifecycle.run()
            return nil
          }
          tasks.addTask {
            do {
              let value = try await body()
              await lifecycle.triggerGracefulShutdown()
              return value
            } catch {
              await lifecycle.triggerGracefulShutdown()
              throw error
            }
          }
          var value: Result?
          while let finished = try await tasks.next() { value = finished ?? value }
          guard let value else { throw CancellationError() }
          return value
        })
    } catch {
      result = .failure(error)
    }
    try await group.shutdownGracefully()
    return try result.get()
  }
}
