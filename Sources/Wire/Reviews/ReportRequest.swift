public import Community

/// `POST /api/messages/{id}/reports`
public struct ReportRequest: JSONBody {
  public let reason: ReportReason
  public let note: String?

  public init(reason: ReportReason, note: String? = nil) {
    self.reason = reason
    self.note = note
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("reason", reason)
      writer.field("note", ifSome: note)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var reason: ReportReason?
    var note: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "reason": reason = try reader.name()
      case "note": note = try reader.takeNull() ? nil : try reader.string(upTo: 2_000)
      default: try reader.skip()
      }
    }
    self.init(reason: try reader.require(reason, "reason"), note: note)
  }
}
