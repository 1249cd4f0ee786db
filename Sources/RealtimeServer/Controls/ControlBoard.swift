import Community
import Synchronization

/// Every room's controls in memory, and what deciding by them needs: who is new, and who posted when. Read on the message
/// path, so it never asks the database.
/// - Isolation: any thread; short critical sections.
final class ControlBoard: Sendable {
  private struct State {
    var controls: [RoomID: RoomControls] = [:]
    /// Members who joined lately; others are not new to anybody.
    var joined: [MemberID: Timestamp] = [:]
    /// Only of rooms with a pace: when each member last posted there.
    var posted: [RoomID: [MemberID: Timestamp]] = [:]

    mutating func remember(_ member: MemberID, in room: RoomID, at now: Timestamp) {
      posted[room, default: [:]][member] = now
      guard let count = posted[room]?.count, count > ControlBoard.mostPosters else { return }
      let longest = now.advanced(by: .seconds(-RoomControls.slowRange.upperBound))
      posted[room] = posted[room]?.filter { $0.value > longest }
    }
  }

  /// Members whose last post in a room is remembered; beyond it the oldest are forgotten.
  private static let mostPosters = 20_000
  private static let minute = Duration.seconds(60)

  private let state = Mutex(State())

  func load(_ controls: [RoomID: RoomControls], joined: [MemberID: Timestamp]) {
    state.withLock { state in
      state.controls = controls.filter { !$0.value.isOpen }
      state.joined = joined
    }
  }

  func joined(_ member: MemberID, at time: Timestamp) { state.withLock { $0.joined[member] = time } }

  func controls(of room: RoomID) -> RoomControls { state.withLock { $0.controls[room] } ?? RoomControls() }

  func set(_ controls: RoomControls, of room: RoomID) {
    state.withLock { state in
      state.controls[room] = controls.isOpen ? nil : controls
      if controls.slowSeconds == 0, !controls.isAdaptive { state.posted[room] = nil }
    }
  }

  /// What becomes of a post, and remembers it when it may go on.
  func decide(in room: RoomID, by author: MemberSummary, at now: Timestamp) -> PostingPolicy.Decision {
    state.withLock { state in
      guard let controls = state.controls[room] else { return .post }
      let posted = state.posted[room] ?? [:]
      let since = now.advanced(by: .zero - Self.minute)
      let decision = PostingPolicy.decide(
        controls, as: author.role, joined: state.joined[author.id], last: posted[author.id],
        posters: controls.isAdaptive ? posted.values.count { $0 > since } : 0, at: now)
      if case .refuse = decision { return decision }
      if controls.slowSeconds > 0 || controls.isAdaptive {
        state.remember(author.id, in: room, at: now)
      }
      return decision
    }
  }
}
