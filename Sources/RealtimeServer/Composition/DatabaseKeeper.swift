import Logging
import Persistence
import ServiceLifecycle

/// Keeps the database open until everything that writes has ended, then drains and checkpoints it.
struct DatabaseKeeper: Service {
  let database: CommunityDatabase
  let logger: Logger

  func run() async throws {
    try? await gracefulShutdown()
    try database.close()
    logger.info("database.closed")
  }
}
