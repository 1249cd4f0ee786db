import Community
import Logging
import Moderation
import Persistence
import ServiceLifecycle
import Synchronization

/// Collects what rules found and writes it in portions, off the message path.
///
/// A crash loses what was found in the last second and nothing else: what moderators have to decide about is stored with
/// its message.
/// - Isolation: any thread.
final class HitLog: Sendable {
  /// Hits that wait at most; beyond it they are counted and dropped.
  static let capacity = 20_000
  static let interval = Duration.seconds(1)

  private struct State {
    var waiting: [FoundHit] = []
    var dropped = 0
  }

  private let rules: RuleStore
  private let logger: Logger
  private let state = Mutex(State())

  init(rules: RuleStore, logger: Logger) {
    self.rules = rules
    self.logger = logger
  }

  /// Notes what was found. Costs the caller a lock and no more.
  func note(_ hits: [FoundHit]) {
    guard !hits.isEmpty else { return }
    state.withLock { state in
      guard state.waiting.count + hits.count <= Self.capacity else {
        state.dropped += hits.count
        return
      }
      state.waiting += hits
    }
  }

  /// When it returns, everything noted before is on disk.
  func flush() async {
    let (hits, dropped) = state.withLock { state in
      defer { state = State() }
      return (state.waiting, state.dropped)
    }
    if dropped > 0 { logger.warning("rules.hits.dropped", metadata: ["count": "\(dropped)"]) }
    do {
      try await rules.log(hits)
    } catch {
      logger.error("rules.hits.lost", metadata: ["count": "\(hits.count)", "error": "\(error)"])
    }
  }
}

/// Writes the log of hits once a second, and once more before the server stops.
struct HitWriter: Service {
  let log: HitLog

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: HitLog.interval)
        await log.flush()
      }
    }
    await log.flush()
  }
}

/// Whose text is screened, for the log of hits.
struct TextSource: Sendable {
  let author: MemberID
  var key: String?
  var message: MessageID?
}

extension FoundHit {
  init?(_ hit: Verdict.Hit, in text: String, _ source: TextSource?, room: RoomID?, at: Timestamp) {
    guard let reference = hit.reference else { return nil }
    let range = hit.range(in: text)
    self.init(
      rule: reference.id, version: reference.version, action: hit.action.name,
      startUTF16: text.utf16.distance(from: text.startIndex, to: range.lowerBound),
      endUTF16: text.utf16.distance(from: text.startIndex, to: range.upperBound),
      found: hit.origin == .detector ? nil : String(text[range].prefix(100)), folds: hit.foldNames,
      member: source?.author, room: room, message: source?.message, key: source?.key, at: at)
  }
}
