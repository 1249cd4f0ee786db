public import Community

/// `GET /api/search`: messages that fit, newest first.
public struct SearchResponse: JSONBody {
  /// A message, where it was said and what fits in it.
  public struct Entry: JSONBody {
    public let message: PersonalMessage
    public let room: RoomID
    public let roomName: String
    /// What to mark in the body, in UTF-16 code units: what JavaScript and Java count in.
    public let highlights: [Range<Int>]

    public init(message: PersonalMessage, room: RoomID, roomName: String, highlights: [Range<Int>]) {
      self.message = message
      self.room = room
      self.roomName = roomName
      self.highlights = highlights
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("message", message)
        writer.name("room")
        writer.object { writer in
          writer.field("id", room)
          writer.field("name", roomName)
        }
        writer.name("highlights")
        writer.array(highlights) { range, writer in
          writer.array([range.lowerBound, range.count]) { $1.integer(Int64($0)) }
        }
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (message, room, highlights): (PersonalMessage?, (id: RoomID, name: String)?, [Range<Int>]?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "message": message = try PersonalMessage(from: &reader)
        case "room": room = try Self.room(from: &reader)
        case "highlights": highlights = try Self.highlights(from: &reader)
        default: try reader.skip()
        }
      }
      let place = try reader.require(room, "room")
      self.init(
        message: try reader.require(message, "message"), room: place.id, roomName: place.name,
        highlights: try reader.require(highlights, "highlights"))
    }

    private static func room(from reader: inout JSONReader) throws(JSONError) -> (id: RoomID, name: String) {
      var (id, name): (RoomID?, String?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "id": id = try reader.id()
        case "name": name = try reader.string()
        default: try reader.skip()
        }
      }
      return (try reader.require(id, "id"), try reader.require(name, "name"))
    }

    private static func highlights(from reader: inout JSONReader) throws(JSONError) -> [Range<Int>] {
      var ranges: [Range<Int>] = []
      try reader.enterArray()
      while try reader.nextElement() {
        var pair: [Int] = []
        try reader.enterArray()
        while try reader.nextElement() { pair.append(try reader.count()) }
        guard pair.count == 2 else { throw JSONError("A highlight is a start and a length.") }
        ranges.append(pair[0]..<(pair[0] + pair[1]))
      }
      return ranges
    }
  }

  public let results: [Entry]
  /// There are older ones: ask again with `before` the last one's id.
  public let hasMore: Bool

  public init(results: [Entry], hasMore: Bool) {
    self.results = results
    self.hasMore = hasMore
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("results", results)
      writer.field("more", hasMore)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (results, hasMore): ([Entry]?, Bool?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "results": results = try reader.list()
      case "more": hasMore = try reader.bool()
      default: try reader.skip()
      }
    }
    self.init(results: try reader.require(results, "results"), hasMore: try reader.require(hasMore, "more"))
  }
}
