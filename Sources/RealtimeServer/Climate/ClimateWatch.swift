import Community
import Synchronization

/// Where the message path tells the early warning what happened. Costs a lock; whoever listens works it off.
/// - Isolation: any thread.
final class ClimateWatch: Sendable {
  /// Something that happened.
  enum Heard: Sendable {
    case posted(Message)
    case reacted(room: RoomID, to: MessageID)
    case reported(MessageID, by: MemberID)
    case stopped(room: RoomID, author: MemberID, MessageID?)
  }

  /// More than this between two looks are forgotten: a thousand messages a second tell enough.
  private static let most = 20_000

  private let heard = Mutex<[Heard]>([])

  /// - Isolation: the SQLite writer queue.
  func hear(_ committed: [Publication]) {
    let posted = committed.filter { $0.kind == .posted }
    guard !posted.isEmpty else { return }
    heard.withLock { heard in
      guard heard.count < Self.most else { return }
      for publication in posted { heard.append(.posted(publication.message)) }
    }
  }

  func reacted(in room: RoomID, to message: MessageID) { add(.reacted(room: room, to: message)) }
  func reported(_ message: MessageID, by member: MemberID) { add(.reported(message, by: member)) }

  /// Moderation held or blocked a text.
  func stopped(in room: RoomID, author: MemberID, message: MessageID?) {
    add(.stopped(room: room, author: author, message))
  }

  /// What was heard since the last call, in order.
  func takeHeard() -> [Heard] {
    heard.withLock { heard in
      defer { heard.removeAll(keepingCapacity: true) }
      return heard
    }
  }

  private func add(_ event: Heard) {
    heard.withLock { heard in
      if heard.count < Self.most { heard.append(event) }
    }
  }
}
