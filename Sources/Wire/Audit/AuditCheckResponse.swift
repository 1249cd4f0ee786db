/// `GET /api/audit/verify`
public struct AuditCheckResponse: JSONBody {
  /// The first row that is not as it was written.
  public struct FirstBad: JSONBody {
    public let row: Int
    /// `altered`, `missing`, `reordered` or `truncated`.
    public let fault: String

    public init(row: Int, fault: String) {
      self.row = row
      self.fault = fault
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("row", row)
        writer.field("fault", fault)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var row: Int?
      var fault: String?
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "row": row = try reader.count()
        case "fault": fault = try reader.string()
        default: try reader.skip()
        }
      }
      self.init(row: try reader.require(row, "row"), fault: try reader.require(fault, "fault"))
    }
  }

  /// Rows that are right, from the first on.
  public let rows: Int
  public let isRight: Bool
  /// The hash of the last right row.
  public let head: String
  public let firstBad: FirstBad?

  public init(rows: Int, isRight: Bool, head: String, firstBad: FirstBad? = nil) {
    self.rows = rows
    self.isRight = isRight
    self.head = head
    self.firstBad = firstBad
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("rows", rows)
      writer.field("ok", isRight)
      writer.field("head", head)
      writer.field("firstBad", ifSome: firstBad)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var rows: Int?
    var isRight: Bool?
    var head: String?
    var firstBad: FirstBad?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "rows": rows = try reader.count()
      case "ok": isRight = try reader.bool()
      case "head": head = try reader.string()
      case "firstBad": firstBad = try FirstBad(from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      rows: try reader.require(rows, "rows"), isRight: try reader.require(isRight, "ok"),
      head: try reader.require(head, "head"), firstBad: firstBad)
  }
}
