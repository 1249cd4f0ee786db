public import Community

/// A message before it has an offset: authorised, screened and ready to be stored.
public struct Draft: Hashable, Sendable {
  public let roomID: RoomID
  /// The post this comments on; `nil` for a post.
  public let threadID: MessageID?
  public let author: MemberSummary
  public let body: String
  public let mentions: [Mention]
  /// Of the author's own making; the same key by the same author never makes a second message.
  public let key: String
  public let at: Timestamp
  /// Why it waits for a moderator, unseen by others; `nil` when it is published at once.
  public let held: HoldReason?
  /// What rules found in it that a moderator should see: of a held message, or of one that is published and flagged.
  public let hits: [RuleHit]

  public init(
    roomID: RoomID, threadID: MessageID? = nil, author: MemberSummary, body: String, mentions: [Mention] = [],
    key: String, at: Timestamp, held: HoldReason? = nil, hits: [RuleHit] = []
  ) {
    self.roomID = roomID
    self.threadID = threadID
    self.author = author
    self.body = body
    self.mentions = mentions
    self.key = key
    self.at = at
    self.held = held
    self.hits = hits
  }
}

/// Why a message is held.
public struct HoldReason: Hashable, Sendable {
  /// For moderators.
  public let text: String
  /// For its author; `nil` where that would only teach evasion.
  public let told: LocalizedText?

  public init(_ text: String, told: LocalizedText? = nil) {
    self.text = text
    self.told = told
  }
}

/// What became of a draft. Durable in every case.
public enum Appended: Hashable, Sendable {
  /// It is published as this.
  case published(Publication)
  /// The same author had used the key already; this is the message made then.
  case repeated(message: MessageID, room: RoomID, offset: Offset, createdAt: Timestamp)
  /// It is stored and waits for a moderator.
  case held(MessageID)
  /// The same author had used the key already, and that message still waits for a moderator.
  case repeatedHeld(MessageID)
}
