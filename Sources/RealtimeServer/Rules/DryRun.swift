import Community
import Folding
import Moderation
import Morphology
import Persistence
import Synchronization
import Wire

/// What a rule would have found in the last days, before anybody switches it on. Beside the message path: on a thread of
/// low priority, with short readings, and for a bounded time.
struct DryRun: Sendable {
  static let longestTime = Duration.seconds(5)
  static let mostMessages = 200_000
  static let portion = 1_000
  static let mostSamples = 50

  let store: RuleStore
  let now: Timestamp

  /// - Throws: an unexpected error.
  func callAsFunction(_ body: RuleBody, days: Int) async throws -> DryRunResponse {
    var body = body
    // What it would do, not when.
    (body.isObserving, body.expiresAt) = (false, nil)
    let rule = Rule(
      id: RuleID(1), version: 1, foldVersion: FoldVersion.unicode, body: body, createdAt: now, changedAt: now)
    return try await Task.detached(priority: .utility) {
      try await run(Screener(rules: [rule], borders: { MeCabWords.knowing($0) }, version: 1), days: days)
    }.value
  }

  private func run(_ screener: Screener, days: Int) async throws -> DryRunResponse {
    let (clock, since) = (ContinuousClock(), now.advanced(by: .seconds(-days * 86_400)))
    let end = clock.now + Self.longestTime
    var found = Findings()
    var last: MessageID?
    while found.scanned < Self.mostMessages, clock.now < end {
      let portion = try await store.past(before: last, since: since, limit: Self.portion)
      for message in portion { found.look(at: message, with: screener, now: now) }
      last = portion.last?.id
      if portion.count < Self.portion { return found.response(isComplete: true) }
      await Task.yield()
    }
    return found.response(isComplete: false)
  }

  private struct Findings {
    var scanned = 0
    var hits = 0
    var rooms: [RoomID: Int] = [:]
    var samples: [DryRunSample] = []
    var contradicts: [DryRunSample] = []
    var right = 0
    var wrong = 0

    mutating func look(at message: PastMessage, with screener: Screener, now: Timestamp) {
      guard !message.body.isEmpty else { return }
      scanned += 1
      let verdict = screener.screen(
        message.body, in: ScreeningContext(.room(message.room, message.category), at: now))
      guard !verdict.hits.isEmpty else { return }
      hits += 1
      rooms[message.room, default: 0] += 1
      let isApproved = message.decision.map { [.approve, .approveWithException, .dismiss].contains($0) } ?? false
      switch message.mark ?? (isApproved ? .wrong : message.decision == nil ? nil : .right) {
      case .right: right += 1
      case .wrong: wrong += 1
      case nil: break
      }
      if samples.count < DryRun.mostSamples { samples.append(sample(message, verdict)) }
      if isApproved, contradicts.count < DryRun.mostSamples { contradicts.append(sample(message, verdict)) }
    }

    private func sample(_ message: PastMessage, _ verdict: Verdict) -> DryRunSample {
      DryRunSample(
        message: message.id, room: message.room, body: message.body,
        spans: RuleHit.all(of: verdict, in: message.body).map {
          .init(startUTF16: $0.startUTF16, endUTF16: $0.endUTF16)
        }, decision: message.decision)
    }

    func response(isComplete: Bool) -> DryRunResponse {
      DryRunResponse(
        scanned: scanned, hits: hits,
        rooms: rooms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { .init(room: $0.key, hits: $0.value) },
        samples: samples, contradicts: contradicts,
        precisionPercent: right + wrong == 0 ? nil : (right * 100 + (right + wrong) / 2) / (right + wrong),
        isComplete: isComplete)
    }
  }
}

/// Lets one in at a time; others are turned away.
final class Gate: Sendable {
  private let isTaken = Mutex(false)

  func enter() -> Bool {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return !isTaken
    }
  }

  func leave() { isTaken.withLock { $0 = false } }
}
