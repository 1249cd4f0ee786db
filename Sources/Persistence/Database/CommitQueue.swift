import Community
import Synchronization

/// One write of the message path, waiting for the next commit.
struct CommitEntry: Sendable {
  /// Whether it is let through on a full disk, at the cost of the reserve: what takes something from view.
  let isEssential: Bool
  /// Writes, on the writer's queue, and returns what to call once it is on disk. Throws a `Refusal` only before it
  /// wrote anything. May be run again after the transaction was rolled back.
  let perform: @Sendable (LogWriter) throws -> @Sendable () -> Void
  /// Answers "no" instead.
  let refuse: @Sendable (Refusal) -> Void
}

/// What waits for the next commit: bounded, and closed at shutdown.
/// - Isolation: any thread.
final class CommitQueue: Sendable {
  enum Admission {
    case queued
    /// Nothing was under way: the caller starts a batch.
    case queuedFirst
    case refused(Refusal)
  }

  private struct State {
    var entries: [CommitEntry] = []
    var isUnderWay = false
    var isClosed = false
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter capacity: entries that may wait; the next one is refused with `Refusal.overloaded`.
  init(capacity: Int) { self.capacity = capacity }

  var isEmpty: Bool { state.withLock { $0.entries.isEmpty } }

  func add(_ entry: CommitEntry) -> Admission {
    state.withLock { state in
      if state.isClosed { return .refused(.shuttingDown) }
      if state.entries.count >= capacity { return .refused(.overloaded) }
      state.entries.append(entry)
      if state.isUnderWay { return .queued }
      state.isUnderWay = true
      return .queuedFirst
    }
  }

  /// The oldest entries, at most `most` of them.
  func take(_ most: Int) -> [CommitEntry] {
    state.withLock { state in
      guard state.entries.count > most else {
        defer { state.entries.removeAll(keepingCapacity: false) }
        return state.entries
      }
      defer { state.entries.removeFirst(most) }
      return Array(state.entries.prefix(most))
    }
  }

  /// Ends a batch.
  /// - Returns: whether more waits, so that the caller starts the next one.
  func finishBatch() -> Bool {
    state.withLock { state in
      state.isUnderWay = !state.entries.isEmpty
      return state.isUnderWay
    }
  }

  /// From now on every entry is refused with `Refusal.shuttingDown`.
  /// - Returns: false when it was closed before.
  func close() -> Bool {
    state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
  }
}
