public import Community

/// `GET /api/me/held`: one's own messages that wait for a moderator, oldest first.
public struct HeldResponse: JSONBody {
  public let messages: [HeldEntry]

  public init(messages: [HeldEntry]) {
    self.messages = messages
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("messages", messages)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var messages: [HeldEntry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "messages": messages = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(messages: try reader.require(messages, "messages"))
  }
}

/// A message of one's own that nobody else sees yet.
public struct HeldEntry: JSONBody {
  public let id: MessageID
  public let room: RoomID
  public let thread: MessageID?
  public let body: String
  public let key: String
  /// Why it waits, in the author's language; left out where that would teach evasion.
  public let reason: String?
  public let createdAt: Timestamp

  public init(
    id: MessageID, room: RoomID, thread: MessageID? = nil, body: String, key: String, reason: String? = nil,
    createdAt: Timestamp
  ) {
    self.id = id
    self.room = room
    self.thread = thread
    self.body = body
    self.key = key
    self.reason = reason
    self.createdAt = createdAt
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("room", room)
      if let thread { writer.field("thread", thread) }
      writer.field("body", body)
      writer.field("key", key)
      writer.field("reason", ifSome: reason)
      writer.field("createdAtMs", createdAt)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: MessageID?
    var room: RoomID?
    var thread: MessageID?
    var body: String?
    var key: String?
    var reason: String?
    var createdAt: Timestamp?
    try reader.enterObject()
    while let name = try reader.nextKey() {
      switch name {
      case "id": id = try reader.id()
      case "room": room = try reader.id()
      case "thread": thread = try reader.id()
      case "body": body = try reader.string()
      case "key": key = try reader.string()
      case "reason": reason = try reader.string()
      case "createdAtMs": createdAt = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), room: try reader.require(room, "room"), thread: thread,
      body: try reader.require(body, "body"), key: try reader.require(key, "key"), reason: reason,
      createdAt: try reader.require(createdAt, "createdAtMs"))
  }
}
