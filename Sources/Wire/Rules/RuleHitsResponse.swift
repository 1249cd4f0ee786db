public import Community

extension LoggedHit: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("rule", rule)
      writer.field("version", version)
      writer.field("foldVersion", foldVersion)
      writer.field("atMs", at)
      if let message { writer.field("message", message) }
      if let room { writer.field("room", room) }
      writer.field("action", action)
      writer.field("found", ifSome: found)
      writer.field("startUTF16", startUTF16)
      writer.field("endUTF16", endUTF16)
      writer.field("folds", folds)
      if let mark { writer.field("mark", mark) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (id, rule, message, room): (RuleHitID?, RuleID?, MessageID?, RoomID?)
    var (version, start, end): (Int?, Int?, Int?)
    var (foldVersion, action, found, folds): (String?, String?, String?, String?)
    var at: Timestamp?
    var mark: HitMark?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "rule": rule = try reader.id()
      case "version": version = try reader.count()
      case "foldVersion": foldVersion = try reader.string()
      case "atMs": at = try reader.timestamp()
      case "message": message = try reader.id()
      case "room": room = try reader.id()
      case "action": action = try reader.string()
      case "found": found = try reader.string()
      case "startUTF16": start = try reader.count()
      case "endUTF16": end = try reader.count()
      case "folds": folds = try reader.string()
      case "mark": mark = try reader.name()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), rule: try reader.require(rule, "rule"),
      version: try reader.require(version, "version"), foldVersion: try reader.require(foldVersion, "foldVersion"),
      at: try reader.require(at, "atMs"), message: message, room: room, action: try reader.require(action, "action"),
      found: found, startUTF16: try reader.require(start, "startUTF16"), endUTF16: try reader.require(end, "endUTF16"),
      folds: try reader.require(folds, "folds"), mark: mark)
  }
}

/// `GET /api/rules/{id}/hits`: the newest first.
public struct RuleHitsResponse: JSONBody {
  public let hits: [LoggedHit]

  public init(hits: [LoggedHit]) {
    self.hits = hits
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("hits", hits) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var hits: [LoggedHit]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "hits": hits = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(hits: try reader.require(hits, "hits"))
  }
}

/// `POST /api/rule-hits/{id}/mark`
public struct MarkRequest: JSONBody {
  public let mark: HitMark

  public init(mark: HitMark) {
    self.mark = mark
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("mark", mark) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var mark: HitMark?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "mark": mark = try reader.name()
      default: try reader.skip()
      }
    }
    self.init(mark: try reader.require(mark, "mark"))
  }
}
