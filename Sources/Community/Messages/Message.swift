/// Something said in a room, as members may see it.
public struct Message: Hashable, Sendable {
  /// What members see of it. `hidden` and `deleted` carry no body, ever.
  public enum State: String, CaseIterable, Codable, Sendable {
    case published
    case hidden
    case deleted
  }

  public let id: MessageID
  public let roomID: RoomID
  /// Where it was published; its place in the room's order.
  public let offset: Offset
  /// The latest publication that changed it. A copy with a higher revision is newer.
  public let revision: Offset
  /// The post this comments on; `nil` for a post.
  public let threadID: MessageID?
  public let author: MemberSummary
  public let state: State
  /// `nil` unless published.
  public let body: String?
  public let createdAt: Timestamp
  public let editedAt: Timestamp?
  /// Published comments under this post.
  public let commentCount: Int
  public let lastCommentAt: Timestamp?
  /// In the catalogue's order; no entry with a count of 0.
  public let tallies: [Tally]
  public let mentions: [Mention]
  /// Lets the author's own screen match its optimistic copy.
  public let key: String

  public init(
    id: MessageID, roomID: RoomID, offset: Offset, revision: Offset, threadID: MessageID?, author: MemberSummary,
    state: State, body: String?, createdAt: Timestamp, editedAt: Timestamp?, commentCount: Int,
    lastCommentAt: Timestamp?, tallies: [Tally], mentions: [Mention], key: String
  ) {
    self.id = id
    self.roomID = roomID
    self.offset = offset
    self.revision = revision
    self.threadID = threadID
    self.author = author
    self.state = state
    self.body = state == .published ? body : nil
    self.createdAt = createdAt
    self.editedAt = editedAt
    self.commentCount = commentCount
    self.lastCommentAt = lastCommentAt
    self.tallies = state == .published ? tallies : []
    self.mentions = state == .published ? mentions : []
    self.key = key
  }
}

/// A member named in a text by `@name` or `＠name`.
public struct Mention: Hashable, Sendable {
  public let memberID: MemberID
  /// The name as it was when written; found again in the body for the link.
  public let name: String

  public init(memberID: MemberID, name: String) {
    self.memberID = memberID
    self.name = name
  }
}

/// What a post shows of its comments. Travels with every change of a comment.
public struct ThreadSummary: Hashable, Sendable {
  public let postID: MessageID
  public let revision: Offset
  public let commentCount: Int
  public let lastCommentAt: Timestamp?

  public init(postID: MessageID, revision: Offset, commentCount: Int, lastCommentAt: Timestamp?) {
    self.postID = postID
    self.revision = revision
    self.commentCount = commentCount
    self.lastCommentAt = lastCommentAt
  }
}
