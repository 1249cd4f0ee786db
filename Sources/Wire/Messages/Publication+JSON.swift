public import Community

/// The payload of a `publication` frame.
///
/// `room` and `offset` come first: a reader in a hurry stops there. Of a `reacted` publication the message is partial:
/// read back, everything but its id, room, revision and tallies is a placeholder.
extension Publication: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("room", roomID)
      writer.field("offset", offset)
      writer.field("kind", kind)
      writer.field("atMs", at)
      writer.field("postCount", postCount)
      writer.name("message")
      if kind == .reacted { message.writeTallies(to: &writer) } else { message.write(to: &writer) }
      writer.field("thread", ifSome: thread)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (room, offset, kind, at): (RoomID?, Offset?, Kind?, Timestamp?)
    var (postCount, fields, thread): (Int64?, MessageFields?, ThreadSummary?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "room": room = try reader.id()
      case "offset": offset = try reader.offset()
      case "kind": kind = try reader.name()
      case "atMs": at = try reader.timestamp()
      case "postCount": postCount = try reader.integer()
      case "message": fields = try MessageFields(from: &reader)
      case "thread": thread = try ThreadSummary(from: &reader)
      default: try reader.skip()
      }
    }
    let found = try reader.require(fields, "message")
    let kindFound = try reader.require(kind, "kind")
    self.init(
      roomID: try reader.require(room, "room"), offset: try reader.require(offset, "offset"), kind: kindFound,
      at: try reader.require(at, "atMs"),
      message: kindFound == .reacted ? try found.tallied(reader) : try found.message(reader), thread: thread,
      postCount: try reader.require(postCount, "postCount"))
  }
}
