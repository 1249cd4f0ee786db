/// One durable thing that happened in a room, at its own offset.
///
/// Each carries the state after it, never a difference: applying publications in order to an older copy of the room
/// gives exactly what a fresh fetch gives.
public struct Publication: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    case posted
    case edited
    case deleted
    case hidden
    case restored
    case reacted
  }

  public let roomID: RoomID
  public let offset: Offset
  public let kind: Kind
  public let at: Timestamp
  /// The message as it is after this publication. For `reacted`, receivers need only its tallies.
  public let message: Message
  /// The post's summary, when `message` is a comment whose coming or going changed it.
  public let thread: ThreadSummary?
  /// Posts and comments ever published in the room, this one included. Differences of it count unread messages.
  public let postCount: Int64

  public init(
    roomID: RoomID, offset: Offset, kind: Kind, at: Timestamp, message: Message, thread: ThreadSummary?,
    postCount: Int64
  ) {
    self.roomID = roomID
    self.offset = offset
    self.kind = kind
    self.at = at
    self.message = message
    self.thread = thread
    self.postCount = postCount
  }
}
