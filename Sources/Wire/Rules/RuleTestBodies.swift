public import Community

/// `POST /api/rules/test`: which word stopped this?
public struct RuleTestRequest: JSONBody {
  static let longestText = 20_000

  public let text: String
  public let room: RoomID?

  public init(text: String, room: RoomID? = nil) {
    self.text = text
    self.room = room
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("text", text)
      if let room { writer.field("room", room) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var text: String?
    var room: RoomID?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try reader.string(upTo: Self.longestText)
      case "room": room = try reader.takeNull() ? nil : try reader.id()
      default: try reader.skip()
      }
    }
    self.init(text: try reader.require(text, "text"), room: room)
  }
}

/// What would happen to a text, and what was found but did not count.
public struct RuleTestResponse: JSONBody {
  public struct Suppressed: JSONBody {
    public let rule: String
    public let phrase: String
    /// `scope`, `expired`, `condition`, `exception` or `dictionary`.
    public let why: String
    public let startUTF16: Int
    public let endUTF16: Int

    public init(rule: String, phrase: String, why: String, startUTF16: Int, endUTF16: Int) {
      self.rule = rule
      self.phrase = phrase
      self.why = why
      self.startUTF16 = startUTF16
      self.endUTF16 = endUTF16
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("rule", rule)
        writer.field("phrase", phrase)
        writer.field("why", why)
        writer.field("startUTF16", startUTF16)
        writer.field("endUTF16", endUTF16)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (rule, phrase, why): (String?, String?, String?)
      var (start, end): (Int?, Int?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "rule": rule = try reader.string()
        case "phrase": phrase = try reader.string()
        case "why": why = try reader.string()
        case "startUTF16": start = try reader.count()
        case "endUTF16": end = try reader.count()
        default: try reader.skip()
        }
      }
      self.init(
        rule: try reader.require(rule, "rule"), phrase: try reader.require(phrase, "phrase"),
        why: try reader.require(why, "why"), startUTF16: try reader.require(start, "startUTF16"),
        endUTF16: try reader.require(end, "endUTF16"))
    }
  }

  /// `allow`, or the strongest action.
  public let action: String
  public let hits: [RuleHit]
  public let suppressed: [Suppressed]

  public init(action: String, hits: [RuleHit], suppressed: [Suppressed]) {
    self.action = action
    self.hits = hits
    self.suppressed = suppressed
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("action", action)
      writer.field("hits", hits)
      writer.field("suppressed", suppressed)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var action: String?
    var hits: [RuleHit]?
    var suppressed: [Suppressed]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "action": action = try reader.string()
      case "hits": hits = try reader.list()
      case "suppressed": suppressed = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(
      action: try reader.require(action, "action"), hits: try reader.require(hits, "hits"),
      suppressed: try reader.require(suppressed, "suppressed"))
  }
}
