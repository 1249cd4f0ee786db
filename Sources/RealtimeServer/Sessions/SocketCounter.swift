import Community
import Synchronization

/// How many sockets each member has on this node.
/// - Isolation: any thread.
final class SocketCounter: Sendable {
  private let sockets = Mutex<[MemberID: Int]>([:])

  /// Takes a place.
  /// - Returns: false when the member has `limit` sockets already.
  func enter(_ member: MemberID, limit: Int) -> Bool {
    sockets.withLock { sockets in
      let count = sockets[member, default: 0]
      guard count < limit else { return false }
      sockets[member] = count + 1
      return true
    }
  }

  func leave(_ member: MemberID) {
    sockets.withLock { sockets in
      guard let count = sockets[member] else { return }
      sockets[member] = count > 1 ? count - 1 : nil
    }
  }
}

/// One place in the count, given back when the last owner is gone: also when an accepted upgrade never became a socket.
final class SocketSeat: Sendable {
  private let counter: SocketCounter
  private let member: MemberID

  init(counter: SocketCounter, member: MemberID) {
    self.counter = counter
    self.member = member
  }

  deinit { counter.leave(member) }
}
