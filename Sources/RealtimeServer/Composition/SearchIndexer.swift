import Logging
import Persistence
import ServiceLifecycle

/// Indexes new messages for search in the background, a batch at a time, never in the sending transaction.
struct SearchIndexer: Service {
  /// Messages of one batch.
  static let batch = 200
  /// Time between two looks when there was nothing to do.
  static let interval = Duration.milliseconds(200)

  let database: CommunityDatabase
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          let indexed = try await database.search.indexPending(limit: Self.batch)
          if indexed < Self.batch { try await Task.sleep(for: Self.interval) }
        } catch is CancellationError {
          return
        } catch {
          logger.error("search.indexing.failed", metadata: ["error": "\(error)"])
          try? await Task.sleep(for: .seconds(5))
        }
      }
    }
  }
}
