import Community

/// What was found of a message while reading: whole, personal, or only its tallies.
struct MessageFields {
  private var id: MessageID?
  private var room: RoomID?
  private var offset: Offset?
  private var revision: Offset?
  private var thread: MessageID?
  private var author: MemberSummary?
  private var state: Message.State?
  private var body: String?
  private var createdAt: Timestamp?
  private var editedAt: Timestamp?
  private var comments = CommentSummary(count: 0, lastAt: nil)
  private var tallies: [Tally] = []
  private var mentions: [Mention] = []
  private var key: String?
  private(set) var mine: [StickerID] = []

  init(from reader: inout JSONReader) throws(JSONError) {
    try reader.enterObject()
    while let name = try reader.nextKey() {
      switch name {
      case "id": id = try reader.id()
      case "room": room = try reader.id()
      case "offset": offset = try reader.offset()
      case "revision": revision = try reader.offset()
      case "thread": thread = try reader.id()
      case "author": author = try MemberSummary(from: &reader)
      case "state": state = try reader.name()
      case "body": body = try reader.string()
      case "createdAtMs": createdAt = try reader.timestamp()
      case "editedAtMs": editedAt = try reader.timestamp()
      case "comments": comments = try CommentSummary(from: &reader)
      case "tallies": tallies = try reader.list()
      case "mentions": mentions = try reader.list()
      case "key": key = try reader.string()
      case "mine": mine = try reader.names()
      default: try reader.skip()
      }
    }
  }

  /// - Throws: when a field that every message has was not there.
  func message(_ reader: borrowing JSONReader) throws(JSONError) -> Message {
    Message(
      id: try reader.require(id, "id"), roomID: try reader.require(room, "room"),
      offset: try reader.require(offset, "offset"), revision: try reader.require(revision, "revision"),
      threadID: thread, author: try reader.require(author, "author"), state: try reader.require(state, "state"),
      body: body, createdAt: try reader.require(createdAt, "createdAtMs"), editedAt: editedAt,
      commentCount: comments.count, lastCommentAt: comments.lastAt, tallies: tallies, mentions: mentions,
      key: try reader.require(key, "key"))
  }

  /// A message of which only id, room, revision and tallies mean anything: what `reacted` brings.
  func tallied(_ reader: borrowing JSONReader) throws(JSONError) -> Message {
    Message(
      id: try reader.require(id, "id"), roomID: try reader.require(room, "room"), offset: .zero,
      revision: try reader.require(revision, "revision"), threadID: nil,
      author: MemberSummary(id: MemberID(0), name: "", role: .member), state: .published, body: nil,
      createdAt: Timestamp(milliseconds: 0), editedAt: nil, commentCount: 0, lastCommentAt: nil, tallies: tallies,
      mentions: [], key: "")
  }
}
