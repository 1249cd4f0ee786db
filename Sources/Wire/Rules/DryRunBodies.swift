public import Community

/// `POST /api/rules/dry-run`
public struct DryRunRequest: JSONBody {
  public let rule: RuleBody
  public let days: Int

  public init(rule: RuleBody, days: Int) {
    self.rule = rule
    self.days = days
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("rule", rule)
      writer.field("days", days)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var rule: RuleBody?
    var days = 7
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "rule": rule = try RuleBody(from: &reader)
      case "days": days = Int(try reader.integer(in: 1...366))
      default: try reader.skip()
      }
    }
    self.init(rule: try reader.require(rule, "rule"), days: days)
  }
}

/// What a rule would have found.
public struct DryRunResponse: JSONBody {
  public struct RoomHits: JSONBody {
    public let room: RoomID
    public let hits: Int

    public init(room: RoomID, hits: Int) {
      self.room = room
      self.hits = hits
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("room", room)
        writer.field("hits", hits)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var room: RoomID?
      var hits: Int?
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "room": room = try reader.id()
        case "hits": hits = try reader.count()
        default: try reader.skip()
        }
      }
      self.init(room: try reader.require(room, "room"), hits: try reader.require(hits, "hits"))
    }
  }

  /// Messages that were read.
  public let scanned: Int
  /// Messages in which the rule would have fired.
  public let hits: Int
  /// The most first.
  public let rooms: [RoomHits]
  public let samples: [DryRunSample]
  /// Hits on messages that a moderator approved.
  public let contradicts: [DryRunSample]
  /// Of the hits about which moderators decided; `nil` when there are none.
  public let precisionPercent: Int?
  /// False when time ran out before everything was read.
  public let isComplete: Bool

  public init(
    scanned: Int, hits: Int, rooms: [RoomHits], samples: [DryRunSample], contradicts: [DryRunSample],
    precisionPercent: Int?, isComplete: Bool
  ) {
    self.scanned = scanned
    self.hits = hits
    self.rooms = rooms
    self.samples = samples
    self.contradicts = contradicts
    self.precisionPercent = precisionPercent
    self.isComplete = isComplete
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("scanned", scanned)
      writer.field("hits", hits)
      writer.field("rooms", rooms)
      writer.field("samples", samples)
      writer.field("contradicts", contradicts)
      writer.field("precisionPercent", ifSome: precisionPercent)
      writer.field("isComplete", isComplete)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (scanned, hits, precision): (Int?, Int?, Int?)
    var rooms: [RoomHits]?
    var (samples, contradicts): ([DryRunSample]?, [DryRunSample]?)
    var isComplete: Bool?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "scanned": scanned = try reader.count()
      case "hits": hits = try reader.count()
      case "rooms": rooms = try reader.list()
      case "samples": samples = try reader.list()
      case "contradicts": contradicts = try reader.list()
      case "precisionPercent": precision = try reader.count()
      case "isComplete": isComplete = try reader.bool()
      default: try reader.skip()
      }
    }
    self.init(
      scanned: try reader.require(scanned, "scanned"), hits: try reader.require(hits, "hits"),
      rooms: try reader.require(rooms, "rooms"), samples: try reader.require(samples, "samples"),
      contradicts: try reader.require(contradicts, "contradicts"), precisionPercent: precision,
      isComplete: try reader.require(isComplete, "isComplete"))
  }
}

/// A message a rule would have hit.
public struct DryRunSample: JSONBody {
  public struct Span: JSONBody {
    public let startUTF16: Int
    public let endUTF16: Int

    public init(startUTF16: Int, endUTF16: Int) {
      self.startUTF16 = startUTF16
      self.endUTF16 = endUTF16
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("startUTF16", startUTF16)
        writer.field("endUTF16", endUTF16)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (start, end): (Int?, Int?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "startUTF16": start = try reader.count()
        case "endUTF16": end = try reader.count()
        default: try reader.skip()
        }
      }
      self.init(
        startUTF16: try reader.require(start, "startUTF16"), endUTF16: try reader.require(end, "endUTF16"))
    }
  }

  public let message: MessageID
  public let room: RoomID
  public let body: String
  public let spans: [Span]
  /// What a moderator decided about it.
  public let decision: DecisionKind?

  public init(message: MessageID, room: RoomID, body: String, spans: [Span], decision: DecisionKind?) {
    self.message = message
    self.room = room
    self.body = body
    self.spans = spans
    self.decision = decision
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("message", message)
      writer.field("room", room)
      writer.field("body", body)
      writer.field("spans", spans)
      if let decision { writer.field("decision", decision) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var message: MessageID?
    var room: RoomID?
    var body: String?
    var spans: [Span]?
    var decision: DecisionKind?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "room": room = try reader.id()
      case "body": body = try reader.string()
      case "spans": spans = try reader.list()
      case "decision": decision = try reader.name()
      default: try reader.skip()
      }
    }
    self.init(
      message: try reader.require(message, "message"), room: try reader.require(room, "room"),
      body: try reader.require(body, "body"), spans: try reader.require(spans, "spans"), decision: decision)
  }
}
