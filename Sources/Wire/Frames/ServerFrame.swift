public import Community

/// What the server says over the WebSocket. Envelope as for `ClientFrame`; `ref` only on replies.
public enum ServerFrame: Hashable, Sendable {
  // Lifecycle
  /// First frame on every socket.
  case welcome(Welcome)
  /// Please come back after a random part of `withinMs`: the server is about to stop or move.
  case reconnect(withinMs: Int)
  case pong

  // Replies
  case subscribed(Subscribed)
  case unsubscribed(room: RoomID)
  /// Durable: the message is on disk. For a retried key, the message made the first time.
  case posted(message: MessageID, room: RoomID, offset: Offset, key: String, createdAt: Timestamp)
  /// Stored, unseen by others, awaiting a moderator. `reason` says why, in the author's language, where it may be told.
  case held(message: MessageID, room: RoomID, key: String, reason: String? = nil)
  /// An edit, deletion, hide, restore or read position took effect.
  case done
  /// The member's own stickers on the message after a `react`.
  case reacted(message: MessageID, mine: [StickerID])
  case refused(Refused)

  // Publications
  /// Something durable happened in a room.
  case publication(Publication)

  // Ephemeral
  /// New messages in rooms, whether subscribed or not. At most one every two seconds.
  case activity([RoomActivity])
  /// The member read further on another device.
  case readPosition(room: RoomID, offset: Offset, unread: Int)
  /// The member's own stickers on a message changed on another device.
  case ownReaction(message: MessageID, mine: [StickerID])
  case typing(room: RoomID, member: MemberID, name: String)
  case presence(room: RoomID, count: Int)
  /// What is asked of a room changed.
  case controls(room: RoomID, RoomControls)

  // Moderators only
  /// An item of the review queue, as it is after a change.
  case review(ReviewItem)
  /// What waits in the review queue.
  case reviewCount(open: Int, oldest: Timestamp?)
  /// How a hide of one's own reached the screens so far.
  case receipt(HideReceipt)
  /// The early warning's level of a room changed.
  case climate(ClimateEntry)

  // One member only
  /// Something about one's own affairs; `GET /api/me/notices` keeps it.
  case notice(NoticeEntry)
}

public struct Welcome: Hashable, Sendable {
  public let member: MemberSummary
  /// Of the whole log; changes when the database is restored from a backup.
  public let epoch: String
  public let serverTime: Timestamp
  /// The client should send `ping` about this often and give up on the socket after twice as long without any frame.
  public let heartbeatMs: Int

  public init(member: MemberSummary, epoch: String, serverTime: Timestamp, heartbeatMs: Int) {
    self.member = member
    self.epoch = epoch
    self.serverTime = serverTime
    self.heartbeatMs = heartbeatMs
  }
}

/// Answer to `subscribe`. Everything published after `offset` follows as publications, without a gap.
public struct Subscribed: Hashable, Sendable {
  /// The three answers there are. Never silent.
  public enum Recovery: Hashable, Sendable {
    /// Nothing was missed, or the client asked for nothing.
    case caughtUp
    /// Current state of every message that changed since, oldest change first; hidden bodies withheld. Applying them
    /// brings the client to `offset`.
    case recovered([PersonalMessage])
    /// Too much was missed, or the epoch differs: drop the room and load its last page.
    case reset
  }

  public let room: RoomID
  /// The room's latest offset at the moment of the subscription.
  public let offset: Offset
  public let epoch: String
  public let recovery: Recovery

  public init(room: RoomID, offset: Offset, epoch: String, recovery: Recovery) {
    self.room = room
    self.offset = offset
    self.epoch = epoch
    self.recovery = recovery
  }
}

public struct RoomActivity: Hashable, Sendable {
  public let room: RoomID
  public let offset: Offset
  public let postCount: Int64
  public let lastPostAt: Timestamp

  public init(room: RoomID, offset: Offset, postCount: Int64, lastPostAt: Timestamp) {
    self.room = room
    self.offset = offset
    self.postCount = postCount
    self.lastPostAt = lastPostAt
  }
}

/// An expected "no".
public struct Refused: Hashable, Sendable {
  public let refusal: Refusal
  /// In the member's language, ready to show.
  public let text: String
  /// The words that stopped a text, when the rule lets the author see them.
  public let phrase: String?
  /// When a retry makes sense, in milliseconds from now.
  public let retryAfterMs: Int?

  public init(refusal: Refusal, text: String, phrase: String? = nil, retryAfterMs: Int? = nil) {
    self.refusal = refusal
    self.text = text
    self.phrase = phrase
    self.retryAfterMs = retryAfterMs
  }
}
