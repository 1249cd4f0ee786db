public import Community

extension ReviewDecision: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("by", by)
      writer.field("atMs", at)
      writer.field("reason", ifSome: reason)
      writer.field("exceptionPhrase", ifSome: exceptionPhrase)
      if let mark { writer.field("mark", mark) }
      writer.field("undoUntilMs", ifSome: undoUntil)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var kind: DecisionKind?
    var by: MemberSummary?
    var at: Timestamp?
    var reason: String?
    var exceptionPhrase: String?
    var mark: HitMark?
    var undoUntil: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.name()
      case "by": by = try MemberSummary(from: &reader)
      case "atMs": at = try reader.timestamp()
      case "reason": reason = try reader.string()
      case "exceptionPhrase": exceptionPhrase = try reader.string()
      case "mark": mark = try reader.name()
      case "undoUntilMs": undoUntil = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.require(kind, "kind"), by: try reader.require(by, "by"), at: try reader.require(at, "atMs"),
      reason: reason, exceptionPhrase: exceptionPhrase, mark: mark, undoUntil: undoUntil)
  }
}

extension DeletionRequest: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("by", by)
      writer.field("atMs", at)
      writer.field("reason", ifSome: reason)
      writer.field("undoUntilMs", ifSome: undoUntil)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var by: MemberSummary?
    var at: Timestamp?
    var reason: String?
    var undoUntil: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "by": by = try MemberSummary(from: &reader)
      case "atMs": at = try reader.timestamp()
      case "reason": reason = try reader.takeNull() ? nil : try reader.string()
      case "undoUntilMs": undoUntil = try reader.takeNull() ? nil : try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      by: try reader.require(by, "by"), at: try reader.require(at, "atMs"), reason: reason, undoUntil: undoUntil)
  }
}

extension UndoneDecision: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("by", by)
      writer.field("atMs", at)
      writer.field("hidden", isHidden)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var kind: DecisionKind?
    var by: MemberSummary?
    var at: Timestamp?
    var isHidden: Bool?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.name()
      case "by": by = try MemberSummary(from: &reader)
      case "atMs": at = try reader.timestamp()
      case "hidden": isHidden = try reader.bool()
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.require(kind, "kind"), by: try reader.require(by, "by"), at: try reader.require(at, "atMs"),
      isHidden: try reader.require(isHidden, "hidden"))
  }
}

extension ReviewClaim: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("by", by)
      writer.field("untilMs", until)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var by: MemberSummary?
    var until: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "by": by = try MemberSummary(from: &reader)
      case "untilMs": until = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(by: try reader.require(by, "by"), until: try reader.require(until, "untilMs"))
  }
}
