import Community
import Foundation
import Logging
import Persistence
import ServiceLifecycle
import Synchronization

/// Keeps the house: proves every few seconds that the database still writes, and forgets what has expired.
/// - Isolation: any thread.
final class Upkeep: Service {
  /// Time between two probes.
  static let interval = Duration.seconds(5)
  /// Age of the last successful probe beyond which the server is not ready.
  static let patience = Duration.seconds(20)
  /// Free space below which the operator is warned, in bytes.
  static let lowSpace: Int64 = 512 * 1_024 * 1_024
  /// How long a sign-in challenge is kept for the daily limits.
  static let challengeLife = Duration.seconds(25 * 3_600)

  private let database: CommunityDatabase
  private let folder: String
  private let now: @Sendable () -> Timestamp
  private let logger: Logger
  private let state: Mutex<State>

  private struct State {
    var wroteAt: Timestamp
    var isSpaceLow = false
  }

  init(
    database: CommunityDatabase, folder: String, now: @escaping @Sendable () -> Timestamp, logger: Logger
  ) {
    self.database = database
    self.folder = folder
    self.now = now
    self.logger = logger
    state = Mutex(State(wroteAt: now()))
  }

  /// Whether something was written to the database lately. Low space alone takes nobody out of service.
  func isReady(at time: Timestamp) -> Bool {
    state.withLock { time <= $0.wroteAt.advanced(by: Self.patience) }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        _ = try? await uncancelled { await self.round() }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }

  /// One probe and one look for what has expired.
  func round() async {
    noteSpace()
    do {
      let time = now()
      try await database.meta.probe(at: time)
      state.withLock { $0.wroteAt = max($0.wroteAt, time) }
      _ = try await database.sessions.purge(at: time)
      _ = try await database.signIns.purge(before: time.advanced(by: .zero - Self.challengeLife))
      try await database.reviews.purgeEvidence(at: time)
    } catch is CancellationError {
      return
    } catch {
      logger.error("database.probe.failed", metadata: ["error": "\(error)"])
    }
  }

  private func noteSpace() {
    guard let free = Self.freeBytes(folder) else { return }
    let isLow = free < Self.lowSpace
    let becameLow = state.withLock { state in
      defer { state.isSpaceLow = isLow }
      return isLow && !state.isSpaceLow
    }
    if becameLow { logger.warning("storage.low", metadata: ["free.bytes": "\(free)"]) }
  }

  /// What programs without privileges may still write there.
  static func freeBytes(_ folder: String) -> Int64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int64(status.f_bavail) * Int64(status.f_frsize)
  }
}
