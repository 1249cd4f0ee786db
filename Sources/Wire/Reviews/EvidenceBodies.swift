public import Community

/// `POST /api/messages/{id}/evidence`: why somebody looks.
public struct EvidenceRequest: JSONBody {
  public let reason: String

  public init(reason: String) {
    self.reason = reason
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("reason", reason)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var reason: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "reason": reason = try reader.string(upTo: 2_000)
      default: try reader.skip()
      }
    }
    self.init(reason: try reader.require(reason, "reason"))
  }
}

/// A sealed text, opened for a moderator.
public struct EvidenceResponse: JSONBody {
  public let body: String
  /// Earlier texts, oldest first.
  public let edits: [EditsResponse.Edit]
  public let hits: [RuleHit]
  /// When it is erased for good.
  public let retainUntil: Timestamp

  public init(body: String, edits: [EditsResponse.Edit], hits: [RuleHit], retainUntil: Timestamp) {
    self.body = body
    self.edits = edits
    self.hits = hits
    self.retainUntil = retainUntil
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("body", body)
      writer.field("edits", edits)
      writer.field("hits", hits)
      writer.field("retainUntilMs", retainUntil)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var body: String?
    var edits: [EditsResponse.Edit]?
    var hits: [RuleHit]?
    var retainUntil: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "body": body = try reader.string()
      case "edits": edits = try reader.list()
      case "hits": hits = try reader.list()
      case "retainUntilMs": retainUntil = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      body: try reader.require(body, "body"), edits: try reader.require(edits, "edits"),
      hits: try reader.require(hits, "hits"), retainUntil: try reader.require(retainUntil, "retainUntilMs"))
  }
}
