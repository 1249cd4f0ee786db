import ServiceLifecycle

/// On shutdown, before the server stops listening: asks every client to come back after a random while, so that a
/// restart is not a storm.
struct Drain: Service {
  /// Over how long clients spread their return, in milliseconds.
  static let spreadMs = 5_000

  let hub: Hub

  func run() async throws {
    try? await gracefulShutdown()
    hub.drain(spreadMs: Self.spreadMs)
  }
}
