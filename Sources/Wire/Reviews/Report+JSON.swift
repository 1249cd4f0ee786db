public import Community

extension Report: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("reason", reason)
      writer.field("note", ifSome: note)
      writer.field("reporter", reporter)
      writer.field("atMs", at)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var reason: ReportReason?
    var note: String?
    var reporter: MemberSummary?
    var at: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "reason": reason = try reader.name()
      case "note": note = try reader.string()
      case "reporter": reporter = try MemberSummary(from: &reader)
      case "atMs": at = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      reason: try reader.require(reason, "reason"), note: note, reporter: try reader.require(reporter, "reporter"),
      at: try reader.require(at, "atMs"))
  }
}
