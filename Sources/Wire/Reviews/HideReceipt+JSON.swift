public import Community

extension HideReceipt: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("message", message)
      writer.field("before", before)
      writer.field("now", now)
      writer.field("ms", ms)
      writer.field("mayHaveSeen", mayHaveSeen)
      writer.field("pushesSent", pushesSent)
      writer.field("done", isDone)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var message: MessageID?
    var before: Int?
    var now: Int?
    var ms: Int?
    var mayHaveSeen: Int?
    var pushesSent: Int?
    var isDone: Bool?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "before": before = try reader.count()
      case "now": now = try reader.count()
      case "ms": ms = try reader.count()
      case "mayHaveSeen": mayHaveSeen = try reader.count()
      case "pushesSent": pushesSent = try reader.count()
      case "done": isDone = try reader.bool()
      default: try reader.skip()
      }
    }
    self.init(
      message: try reader.require(message, "message"), before: try reader.require(before, "before"),
      now: try reader.require(now, "now"), ms: try reader.require(ms, "ms"),
      mayHaveSeen: try reader.require(mayHaveSeen, "mayHaveSeen"),
      pushesSent: try reader.require(pushesSent, "pushesSent"), isDone: try reader.require(isDone, "done"))
  }
}
