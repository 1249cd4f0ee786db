public import Community

/// Part of a room's posts, or of a post's comments, of one moment.
public struct MessagePage: Hashable, Sendable {
  public let epoch: String
  /// The room's latest offset at that moment: publications after it bring the page up to date.
  public let offset: Offset
  /// How far the reader has read in the room.
  public let readOffset: Offset
  /// The post, on a page of comments.
  public let post: PersonalMessage?
  /// Ascending by offset.
  public let messages: [PersonalMessage]
  public let hasOlder: Bool
  public let hasNewer: Bool
}

/// Where a page lies in its room.
public enum PageAnchor: Hashable, Sendable {
  /// The newest messages.
  case newest
  /// The oldest messages.
  case oldest
  /// The messages right before an offset.
  case before(Offset)
  /// The messages right after an offset.
  case after(Offset)
  /// The messages on both sides of an offset and what is at it.
  case around(Offset)
}

/// One message with its post, of one moment.
public struct MessageInContext: Hashable, Sendable {
  public let epoch: String
  /// The room's latest offset at that moment.
  public let offset: Offset
  public let message: PersonalMessage
  /// The post it comments on.
  public let post: PersonalMessage?
}

/// What a client missed.
public struct Recovered: Hashable, Sendable {
  /// The room's latest offset at the moment of reading: `messages` bring the client there.
  public let offset: Offset
  /// Every message that changed, comments and the posts they belong to, as it is now; oldest change first.
  public let messages: [PersonalMessage]
}

/// An earlier body of an edited message.
public struct PastBody: Hashable, Sendable {
  public let body: String
  /// When it was written.
  public let writtenAt: Timestamp
  /// When the next body took its place.
  public let replacedAt: Timestamp
}

/// Who put one sticker on a message.
public struct Reactors: Hashable, Sendable {
  public let sticker: StickerID
  /// The earliest ones, at most `MessageHistory.mostReactors`.
  public let members: [MemberSummary]
  public let count: Int
}

/// A message that waits for a moderator.
public struct HeldMessage: Hashable, Sendable {
  public let id: MessageID
  public let roomID: RoomID
  public let threadID: MessageID?
  public let author: MemberSummary
  public let body: String
  public let reason: String
  public let createdAt: Timestamp
}
