import Community
import Logging
import NIOCore
import Persistence
import Synchronization
import Wire

/// Follows each hide to the screens: counts the sockets that showed the room when it was written, hears from each that
/// the message left, and tells the moderator.
/// - Isolation: any thread.
final class ReceiptBoard: Sendable {
  /// When the moderator is told how far it is; sooner when no screen shows it any more.
  private static let looks: [TimeAmount] = [.milliseconds(100), .milliseconds(300), .seconds(1), .seconds(3)]
  /// Receipts kept in memory, at most; older ones are read from the database.
  private static let most = 200

  /// One hide, from the moderator's word on.
  struct Watch: Sendable {
    fileprivate let board: ReceiptBoard
    fileprivate let message: MessageID
    fileprivate let moderator: MemberID
    fileprivate let began: ContinuousClock.Instant

    /// The hide is written but not on disk: count who shows the room, before anybody is told.
    func begin(_ publication: Publication) {
      guard publication.kind == .hidden else { return }
      board.begin(self, publication)
    }

    /// The hide is on disk and on its way.
    func confirm() { board.confirm(message) }

    /// There was no hide.
    func cancel() { board.cancel(self) }
  }

  private struct Entry {
    let token: Int
    let watch: Watch
    var uncounted: Int
    var before = 0
    var now = 0
    var isConfirmed = false
    var readers: [MemberID]?
    var tookMs: Int?
    var isTold = false

    var isDone: Bool { uncounted == 0 && now == 0 }

    func receipt() -> HideReceipt {
      HideReceipt(
        message: watch.message, before: before, now: now, ms: tookMs ?? watch.elapsedMs,
        mayHaveSeen: readers?.count ?? 0, pushesSent: 0, isDone: isDone)
    }
  }

  private struct State {
    var entries: [MessageID: Entry] = [:]
    var nextToken = 1
  }

  private let reviews: ReviewStore
  private let hub: Hub
  private let presence: PresenceTracker
  private let logger: Logger
  private let state = Mutex(State())

  init(reviews: ReviewStore, hub: Hub, presence: PresenceTracker, logger: Logger) {
    self.reviews = reviews
    self.hub = hub
    self.presence = presence
    self.logger = logger
  }

  /// Begins to follow a hide that a moderator asks for now.
  func watch(_ message: MessageID, hiddenBy moderator: MemberID) -> Watch {
    Watch(board: self, message: message, moderator: moderator, began: .now)
  }

  /// How a hide stands; `nil` when it is not remembered here.
  func receipt(of message: MessageID) -> HideReceipt? {
    state.withLock { state in state.entries[message].flatMap { $0.isConfirmed ? $0.receipt() : nil } }
  }

  /// Who may have read a message that was hidden, as far as is remembered here.
  func readers(of message: MessageID) -> [MemberID]? { state.withLock { $0.entries[message]?.readers } }

  // MARK: The life of a receipt

  private func begin(_ watch: Watch, _ publication: Publication) {
    let token = state.withLock { state in
      if state.entries.count >= Self.most, let oldest = state.entries.values.min(by: { $0.token < $1.token }) {
        state.entries[oldest.watch.message] = nil
      }
      let token = state.nextToken
      state.nextToken += 1
      state.entries[watch.message] = Entry(token: token, watch: watch, uncounted: hub.shardCount)
      return token
    }
    hub.beginShowing(
      HubShard.Showing(
        token: token, room: publication.roomID, offset: publication.offset,
        counted: { [self] sockets in
          change(watch.message, token) { entry in
            entry.before += sockets
            entry.now += sockets
            entry.uncounted -= 1
          }
        },
        gone: { [self] in change(watch.message, token) { $0.now -= 1 } }))
  }

  private func cancel(_ watch: Watch) {
    let token = state.withLock { state -> Int? in
      guard let entry = state.entries[watch.message], entry.watch.began == watch.began else { return nil }
      state.entries[watch.message] = nil
      return entry.token
    }
    if let token { hub.endShowing(token) }
  }

  private func confirm(_ message: MessageID) {
    let token = state.withLock { state in
      state.entries[message]?.isConfirmed = true
      return state.entries[message]?.token
    }
    guard let token else { return }
    // Every socket may be gone already.
    change(message, token) { _ in }
    for (index, time) in Self.looks.enumerated() {
      hub.schedule(in: time) { [self] in
        look(message, token)
        if index == Self.looks.count - 1 { keep(message, token) }
      }
    }
    Task { await findReaders(of: message, token) }
  }

  private func change(_ message: MessageID, _ token: Int, _ body: (inout Entry) -> Void) {
    let done = state.withLock { state -> Entry? in
      guard var entry = state.entries[message], entry.token == token else { return nil }
      body(&entry)
      if entry.isDone, entry.tookMs == nil { entry.tookMs = entry.watch.elapsedMs }
      let isNews = entry.isDone && entry.isConfirmed && !entry.isTold
      if isNews { entry.isTold = true }
      state.entries[message] = entry
      return isNews ? entry : nil
    }
    if let done { tell(done) }
  }

  private func look(_ message: MessageID, _ token: Int) {
    let entry = state.withLock { state in state.entries[message].flatMap { $0.token == token ? $0 : nil } }
    if let entry, !entry.isDone { tell(entry) }
  }

  private func findReaders(of message: MessageID, _ token: Int) async {
    do {
      let readers = try await reviews.readers(of: message) { [presence] in presence.members(in: $0, since: $1) }
      let told = state.withLock { state -> Entry? in
        guard state.entries[message]?.token == token else { return nil }
        state.entries[message]?.readers = readers
        return state.entries[message].flatMap { $0.isTold ? $0 : nil }
      }
      // The screens were quicker than the question who may have seen it.
      if let told { tell(told) }
    } catch {
      logger.error("receipt.readers.failed", metadata: ["error": "\(error)"])
    }
  }

  private func keep(_ message: MessageID, _ token: Int) {
    let entry = state.withLock { state in state.entries[message].flatMap { $0.token == token ? $0 : nil } }
    guard let entry, let readers = entry.readers else { return }
    let kept = KeptReceipt(
      before: entry.before, now: entry.now, ms: entry.tookMs ?? entry.watch.elapsedMs, mayHaveSeen: readers)
    Task {
      do {
        try await reviews.keep(kept, of: message)
      } catch {
        logger.error("receipt.keeping.failed", metadata: ["error": "\(error)"])
      }
    }
  }

  private func tell(_ entry: Entry) {
    hub.tell({ _ in .receipt(entry.receipt()) }, to: .member(entry.watch.moderator))
  }
}

extension ReceiptBoard.Watch {
  fileprivate var elapsedMs: Int {
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
