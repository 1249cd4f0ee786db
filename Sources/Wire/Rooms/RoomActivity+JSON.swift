import Community

/// `{"room":4,"offset":60,"postCount":57,"lastPostAtMs":1}`
extension RoomActivity: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("room", room)
      writer.field("offset", offset)
      writer.field("postCount", postCount)
      writer.field("lastPostAtMs", lastPostAt)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (room, offset, postCount, lastPostAt): (RoomID?, Offset?, Int64?, Timestamp?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "room": room = try reader.id()
      case "offset": offset = try reader.offset()
      case "postCount": postCount = try reader.integer()
      case "lastPostAtMs": lastPostAt = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      room: try reader.require(room, "room"), offset: try reader.require(offset, "offset"),
      postCount: try reader.require(postCount, "postCount"),
      lastPostAt: try reader.require(lastPostAt, "lastPostAtMs"))
  }
}
