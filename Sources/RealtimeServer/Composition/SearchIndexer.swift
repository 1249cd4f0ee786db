import Logging
import Persistence
import ServiceLifecycle

/// Indexes new messages for search in the background, a batch at a time, never in the sending transaction.
struct SearchIndexer: Service {
  /// Messages of one batch.
  static let batch = 200
  /// Time between two looks when there was nothing to do.
  static let interval = Duration.milliseconds(200)
  /// With a backlog, a pause this many times as long as the batch took: indexing uses at most a quarter of the writer's
  /// time, and messages the rest. What a rush leaves behind is indexed after it.
  static let pause = 3

  let database: CommunityDatabase
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          let began = ContinuousClock.now
          let indexed = try await uncancelled { try await database.search.indexPending(limit: Self.batch) }
          let took = ContinuousClock.now - began
          try await Task.sleep(for: indexed < Self.batch ? Self.interval : took * Self.pause)
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

/// Runs to its end also when the caller is cancelled: a cancelled write would interrupt the connection that it shares
/// with the messages, and with closing the database.
func uncancelled<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
  try await Task { try await body() }.value
}
