public import Community

/// One row of the audit log.
public struct AuditEntry: JSONBody {
  public let id: Int64
  public let at: Timestamp
  public let actor: MemberSummary?
  public let action: String
  /// `message:12`
  public let subject: String
  public let reason: String?

  public init(id: Int64, at: Timestamp, actor: MemberSummary?, action: String, subject: String, reason: String?) {
    self.id = id
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.reason = reason
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("atMs", at)
      writer.field("actor", ifSome: actor)
      writer.field("action", action)
      writer.field("subject", subject)
      writer.field("reason", ifSome: reason)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: Int64?
    var at: Timestamp?
    var actor: MemberSummary?
    var action: String?
    var subject: String?
    var reason: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.integer()
      case "atMs": at = try reader.timestamp()
      case "actor": actor = try MemberSummary(from: &reader)
      case "action": action = try reader.string()
      case "subject": subject = try reader.string()
      case "reason": reason = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), at: try reader.require(at, "atMs"), actor: actor,
      action: try reader.require(action, "action"), subject: try reader.require(subject, "subject"), reason: reason)
  }
}

/// `GET /api/audit`: the newest first.
public struct AuditResponse: JSONBody {
  public let entries: [AuditEntry]

  public init(entries: [AuditEntry]) {
    self.entries = entries
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("entries", entries) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var entries: [AuditEntry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "entries": entries = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(entries: try reader.require(entries, "entries"))
  }
}
