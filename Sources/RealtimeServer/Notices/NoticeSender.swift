import Community
import Logging
import Persistence
import ServiceLifecycle
import Wire

/// Hands notices that have become due to their members' open sockets; the others find them in the list.
struct NoticeSender: Service {
  /// Time between two looks.
  static let interval = Duration.seconds(1)
  /// Notices of one look.
  static let batch = 500

  let notices: NoticeStore
  let hub: Hub
  let now: @Sendable () -> Timestamp
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await uncancelled { try await sendDue() }
        } catch {
          logger.error("notices.sending.failed", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }

  /// One look.
  func sendDue() async throws {
    for due in try await notices.takeDue(at: now(), most: Self.batch) {
      hub.tell({ .notice(NoticeEntry(due.notice, in: $0)) }, to: .member(due.member))
    }
  }
}
