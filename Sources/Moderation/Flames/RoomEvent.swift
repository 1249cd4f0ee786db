public import Community

/// What replies, mentions and reactions are aimed at.
public enum FlameTarget: Hashable, Codable, Sendable {
  case message(MessageID)
  case member(MemberID)
}

/// Something that happened in a room, reduced to what the early warning counts. No text, no names.
public enum RoomEvent: Hashable, Sendable {
  /// A message was published. `isNew`: the account is younger than seven days, or this is its first post in the room.
  /// `isNegative`: one of `NegativeWords` was found in it.
  case message(MessageID, isNew: Bool, isNegative: Bool, target: FlameTarget?)
  /// A member reacted to something.
  case reaction(to: FlameTarget)
  /// A member reported a message. `record` is what moderators decided about the member's earlier reports.
  case report(by: MemberID, of: MessageID, record: ReporterRecord)
  /// Moderation held or blocked a message of `author`.
  case stopped(author: MemberID, MessageID?)
}

/// How often moderators agreed with a member's earlier reports.
public struct ReporterRecord: Hashable, Codable, Sendable {
  public var upheld: Int
  public var dismissed: Int

  public init(upheld: Int = 0, dismissed: Int = 0) {
    self.upheld = max(0, upheld)
    self.dismissed = max(0, dismissed)
  }

  /// What a report of this member counts: 1 for a stranger, falling with every dismissed report, never 0, so that
  /// someone who was wrong before is still heard.
  public var weight: Double {
    max(0.1, (Double(upheld) + 3) / (Double(upheld) + Double(dismissed) + 3))
  }
}
