import Community
import Foundation
import Synchronization
import Wire

@testable import RealtimeServer

/// A member's open socket: says frames of the contract and waits for those it expects.
final class LiveSocket: Sendable {
  struct Missing: Error { let what: String }

  private struct State {
    var frames: [ServerFrame] = []
    var isClosed = false
  }

  private let raw: RawSocket
  private let state: SharedState
  private let listening: Task<Void, Never>

  private final class SharedState: Sendable {
    let value = Mutex(State())
  }

  init(_ browser: Browser) async throws {
    let raw = try await browser.openSocket()
    let state = SharedState()
    (self.raw, self.state) = (raw, state)
    listening = Task {
      for await arrival in raw.arrivals {
        switch arrival {
        case .text(let text):
          guard let envelope = try? ServerEnvelope(decoding: text.utf8) else { continue }
          state.value.withLock { $0.frames.append(envelope.frame) }
        case .closed, .gone: state.value.withLock { $0.isClosed = true }
        }
      }
    }
  }

  deinit { listening.cancel() }

  func say(_ frame: ClientFrame) {
    raw.send(String(decoding: ClientEnvelope(ref: nil, frame: frame).encoded(), as: UTF8.self))
  }

  func drop() { raw.drop() }

  /// Everything that arrived and was not waited for yet.
  var unread: [ServerFrame] { state.value.withLock { $0.frames } }

  /// How long a frame is waited for. Long enough for a machine that is busy with all the other tests.
  private static let patience = Duration.seconds(20)

  /// The first frame that fits, now or soon; those before it are passed over, unless `keepsEarlier`.
  func next<Value>(
    _ what: String, keepsEarlier: Bool = false, _ fits: (ServerFrame) -> Value?
  ) async throws -> Value {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      let found = state.value.withLock { state -> Value? in
        for (index, frame) in state.frames.enumerated() {
          guard let value = fits(frame) else { continue }
          state.frames.removeSubrange((keepsEarlier ? index : 0)...index)
          return value
        }
        return nil
      }
      if let found { return found }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw Missing(what: "\(what) in \(unread)")
  }

  func open(_ room: RoomID) async throws {
    say(.subscribe(room: room, after: nil))
    try await next("subscribed") { if case .subscribed(let answer) = $0, answer.room == room { () } else { nil } }
  }

  func publication(_ kind: Publication.Kind) async throws -> Publication {
    try await next("publication \(kind)") {
      if case .publication(let publication) = $0, publication.kind == kind { publication } else { nil }
    }
  }

  func held() async throws -> (message: MessageID, reason: String?) {
    try await next("held") { if case .held(let message, _, _, let reason) = $0 { (message, reason) } else { nil } }
  }

  func review(where fits: (ReviewItem) -> Bool = { _ in true }) async throws -> ReviewItem {
    try await next("review") { if case .review(let item) = $0, fits(item) { item } else { nil } }
  }

  func receipt(where fits: (HideReceipt) -> Bool = { _ in true }) async throws -> HideReceipt {
    try await next("receipt") { if case .receipt(let receipt) = $0, fits(receipt) { receipt } else { nil } }
  }

  func notice() async throws -> NoticeEntry {
    try await next("notice") { if case .notice(let notice) = $0 { notice } else { nil } }
  }

  func refusal() async throws -> Refused {
    try await next("refused") { if case .refused(let refused) = $0 { refused } else { nil } }
  }

  /// An answer, which what is told to a room or a member may overtake.
  func done() async throws {
    try await next("done", keepsEarlier: true) { if case .done = $0 { () } else { nil } }
  }
}
