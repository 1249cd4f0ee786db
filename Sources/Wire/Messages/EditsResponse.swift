public import Community

/// `GET /api/messages/{id}/edits`: a message's earlier texts, oldest first.
public struct EditsResponse: JSONBody {
  /// An earlier text and when another took its place.
  public struct Edit: JSONBody {
    public let body: String
    public let at: Timestamp

    public init(body: String, at: Timestamp) {
      self.body = body
      self.at = at
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("body", body)
        writer.field("atMs", at)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (body, at): (String?, Timestamp?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "body": body = try reader.string()
        case "atMs": at = try reader.timestamp()
        default: try reader.skip()
        }
      }
      self.init(body: try reader.require(body, "body"), at: try reader.require(at, "atMs"))
    }
  }

  public let edits: [Edit]

  public init(edits: [Edit]) { self.edits = edits }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("edits", edits) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var edits: [Edit]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "edits": edits = try reader.list()
      default: try reader.skip()
      }
    }
    self.edits = try reader.require(edits, "edits")
  }
}
