import Community
import Logging
import Persistence
import Synchronization
import Wire

/// Tells moderators' sockets what changed in the review queue.
///
/// Changes are read again and told one after another, so that the last word about an item is always its latest state;
/// those that pile up meanwhile are told together.
/// - Isolation: any thread.
final class ReviewAnnouncer: Sendable {
  private struct State {
    var changed: Set<MessageID> = []
    var isTelling = false
  }

  private let reviews: ReviewStore
  private let hub: Hub
  private let now: @Sendable () -> Timestamp
  private let logger: Logger
  private let state = Mutex(State())

  init(reviews: ReviewStore, hub: Hub, now: @escaping @Sendable () -> Timestamp, logger: Logger) {
    self.reviews = reviews
    self.hub = hub
    self.now = now
    self.logger = logger
  }

  /// Something changed about a message that may be in the queue. Costs the caller a lock and no more.
  func changed(_ message: MessageID) {
    let starts = state.withLock { state in
      state.changed.insert(message)
      defer { state.isTelling = true }
      return !state.isTelling
    }
    if starts { Task { await tell() } }
  }

  /// Tells a moderator who has just come how much waits.
  func greet(_ address: ReplyAddress) {
    Task {
      do {
        let backlog = try await reviews.backlog()
        address.send(.reviewCount(open: backlog.open, oldest: backlog.oldest))
      } catch {
        logger.error("reviews.count.failed", metadata: ["error": "\(error)"])
      }
    }
  }

  private func tell() async {
    while let changed = takeChanged() {
      do {
        let (items, backlog) = try await reviews.items(of: changed, at: now())
        guard !items.isEmpty else { continue }
        for item in items { hub.tell({ _ in .review(item) }, to: .reviewers) }
        hub.tell({ _ in .reviewCount(open: backlog.open, oldest: backlog.oldest) }, to: .reviewers)
      } catch {
        logger.error("reviews.telling.failed", metadata: ["error": "\(error)"])
      }
    }
  }

  private func takeChanged() -> Set<MessageID>? {
    state.withLock { state in
      guard !state.changed.isEmpty else {
        state.isTelling = false
        return nil
      }
      defer { state.changed.removeAll() }
      return state.changed
    }
  }
}
