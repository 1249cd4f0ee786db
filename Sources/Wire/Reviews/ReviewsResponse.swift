public import Community

/// `GET /api/reviews`: items of the queue, the newest first.
public struct ReviewsResponse: JSONBody {
  public let items: [ReviewItem]
  /// Items that wait, all of them.
  public let open: Int
  /// Since when the oldest of them waits.
  public let oldest: Timestamp?

  public init(items: [ReviewItem], open: Int, oldest: Timestamp? = nil) {
    self.items = items
    self.open = open
    self.oldest = oldest
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("items", items)
      writer.field("open", open)
      writer.field("oldestMs", ifSome: oldest)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var items: [ReviewItem]?
    var open: Int?
    var oldest: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "items": items = try reader.list()
      case "open": open = try reader.count()
      case "oldestMs": oldest = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(items: try reader.require(items, "items"), open: try reader.require(open, "open"), oldest: oldest)
  }
}
