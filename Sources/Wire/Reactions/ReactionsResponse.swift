public import Community

/// `GET /api/messages/{id}/reactions`: who put which sticker on a message, in the catalogue's order.
public struct ReactionsResponse: JSONBody {
  /// One sticker's members.
  public struct Entry: JSONBody {
    public let sticker: StickerID
    /// The first 50.
    public let members: [MemberSummary]
    /// All of them.
    public let count: Int

    public init(sticker: StickerID, members: [MemberSummary], count: Int) {
      self.sticker = sticker
      self.members = members
      self.count = count
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("sticker", sticker)
        writer.field("members", members)
        writer.field("count", count)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (sticker, members, count): (StickerID?, [MemberSummary]?, Int?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "sticker": sticker = try reader.name()
        case "members": members = try reader.list()
        case "count": count = try reader.count()
        default: try reader.skip()
        }
      }
      self.init(
        sticker: try reader.require(sticker, "sticker"), members: try reader.require(members, "members"),
        count: try reader.require(count, "count"))
    }
  }

  public let reactions: [Entry]

  public init(reactions: [Entry]) { self.reactions = reactions }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("reactions", reactions) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var reactions: [Entry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "reactions": reactions = try reader.list()
      default: try reader.skip()
      }
    }
    self.reactions = try reader.require(reactions, "reactions")
  }
}
