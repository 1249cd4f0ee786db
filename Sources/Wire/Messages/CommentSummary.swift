import Community

/// `{"count":4,"lastAtMs":1}`: the comments under a post, in a message and in a thread summary.
struct CommentSummary {
  var count = 0
  var lastAt: Timestamp?

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("count", count)
      writer.field("lastAtMs", ifSome: lastAt)
    }
  }

  init(count: Int, lastAt: Timestamp?) {
    self.count = count
    self.lastAt = lastAt
  }

  init(from reader: inout JSONReader) throws(JSONError) {
    var count: Int?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "count": count = try reader.count()
      case "lastAtMs": lastAt = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.count = try reader.require(count, "count")
  }
}
