import Logging
import Persistence
import ServiceLifecycle

/// Lets the early warning listen every second, and tick with every minute of the clock.
struct ClimateKeeper: Service {
  /// Time between two looks.
  static let interval = Duration.seconds(1)

  let climates: Climates
  let dependencies: Dependencies

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var minute: Int64?
      while !Task.isCancelled {
        do {
          let current = Climates.minute(dependencies.now())
          let ticks = minute != current
          minute = current
          try await uncancelled {
            try await climates.listen()
            if ticks { try await climates.tick() }
          }
        } catch {
          dependencies.logger.error("climate.failed", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
