public import Community

extension ReviewItem: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("kind", kind)
      writer.field("state", state)
      writer.field("room", room)
      writer.field("message", message)
      writer.field("hits", hits)
      writer.field("reports", reports)
      writer.field("createdAtMs", createdAt)
      writer.field("claim", ifSome: claim)
      writer.field("decision", ifSome: decision)
      writer.field("deletion", ifSome: deletion)
      writer.field("undone", ifSome: undone)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: ReviewItemID?
    var kind: ReviewKind?
    var state: ReviewState?
    var room: RoomID?
    var message: ReviewedMessage?
    var hits: [RuleHit]?
    var reports: [Report]?
    var createdAt: Timestamp?
    var claim: ReviewClaim?
    var decision: ReviewDecision?
    var deletion: DeletionRequest?
    var undone: UndoneDecision?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "kind": kind = try reader.name()
      case "state": state = try reader.name()
      case "room": room = try reader.id()
      case "message": message = try ReviewedMessage(from: &reader)
      case "hits": hits = try reader.list()
      case "reports": reports = try reader.list()
      case "createdAtMs": createdAt = try reader.timestamp()
      case "claim": claim = try ReviewClaim(from: &reader)
      case "decision": decision = try ReviewDecision(from: &reader)
      case "deletion": deletion = try DeletionRequest(from: &reader)
      case "undone": undone = try UndoneDecision(from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), kind: try reader.require(kind, "kind"),
      state: try reader.require(state, "state"), room: try reader.require(room, "room"),
      message: try reader.require(message, "message"), hits: try reader.require(hits, "hits"),
      reports: try reader.require(reports, "reports"), createdAt: try reader.require(createdAt, "createdAtMs"),
      claim: claim, decision: decision, deletion: deletion, undone: undone)
  }
}

extension ReviewedMessage: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("author", author)
      writer.field("body", ifSome: body)
      if let thread { writer.field("thread", thread) }
      writer.field("createdAtMs", createdAt)
      writer.field("state", state)
      if let offset { writer.field("offset", offset) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: MessageID?
    var author: MemberSummary?
    var body: String?
    var thread: MessageID?
    var createdAt: Timestamp?
    var state: ReviewedState?
    var offset: Offset?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "author": author = try MemberSummary(from: &reader)
      case "body": body = try reader.string()
      case "thread": thread = try reader.id()
      case "createdAtMs": createdAt = try reader.timestamp()
      case "state": state = try reader.name()
      case "offset": offset = try reader.offset()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), author: try reader.require(author, "author"), body: body, thread: thread,
      createdAt: try reader.require(createdAt, "createdAtMs"), state: try reader.require(state, "state"), offset: offset
    )
  }
}
