public import Community

extension RuleBody: JSONBody {
  /// Bytes of a phrase, and of a longer text.
  static let (phraseLimit, textLimit) = (400, 2_000)

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("phrase", phrase)
      writer.field("isDetector", isDetector)
      writer.field("reading", ifSome: reading)
      writer.field("romaji", ifSome: romaji)
      if !spellings.isEmpty { writer.field("spellings", spellings) }
      writer.field("strictness", strictness)
      writer.field("action", action)
      writer.field("category", category)
      if let reason { writer.field("reason", reason) }
      writer.field("showsPhrase", showsPhrase)
      if !scope.isEverywhere { writer.field("scope", scope) }
      if !conditions.isEmpty { writer.field("conditions", conditions) }
      if !exceptions.isEmpty { writer.field("exceptions", exceptions) }
      writer.field("isObserving", isObserving)
      writer.field("observesUntilMs", ifSome: observesUntil)
      writer.field("expiresAtMs", ifSome: expiresAt)
      writer.field("note", ifSome: note)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var body = RuleBody(phrase: "")
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "phrase": body.phrase = try reader.string(upTo: Self.phraseLimit)
      case "isDetector": body.isDetector = try reader.bool()
      case "reading": body.reading = try reader.optionalText(Self.phraseLimit)
      case "romaji": body.romaji = try reader.optionalText(Self.phraseLimit)
      case "spellings": body.spellings = try reader.strings()
      case "strictness": body.strictness = try reader.string(upTo: 20)
      case "action": body.action = try reader.string(upTo: 20)
      case "category": body.category = try reader.string(upTo: 40)
      case "reason": body.reason = try reader.takeNull() ? nil : try reader.localizedText()
      case "showsPhrase": body.showsPhrase = try reader.bool()
      case "scope": body.scope = try RuleScope(from: &reader)
      case "conditions": body.conditions = try reader.list()
      case "exceptions": body.exceptions = try reader.strings()
      case "isObserving": body.isObserving = try reader.bool()
      case "observesUntilMs": body.observesUntil = try reader.takeNull() ? nil : try reader.timestamp()
      case "expiresAtMs": body.expiresAt = try reader.takeNull() ? nil : try reader.timestamp()
      case "note": body.note = try reader.optionalText(Self.textLimit)
      default: try reader.skip()
      }
    }
    guard !body.phrase.isEmpty else { throw JSONError("The field phrase is missing.") }
    self = body
  }
}

extension JSONReader {
  fileprivate mutating func optionalText(_ limit: Int) throws(JSONError) -> String? {
    try takeNull() ? nil : try string(upTo: limit)
  }

  fileprivate mutating func numbers() throws(JSONError) -> [Int64] {
    var values: [Int64] = []
    try enterArray()
    while try nextElement() { values.append(try integer()) }
    return values
  }
}

extension RuleScope: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if !rooms.isEmpty {
        writer.name("rooms")
        writer.array(rooms) { $1.integer($0.rawValue) }
      }
      if !categories.isEmpty {
        writer.name("categories")
        writer.array(categories) { $1.integer($0.rawValue) }
      }
      if !events.isEmpty {
        writer.name("events")
        writer.array(events) { $1.integer($0) }
      }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    self.init()
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "rooms": rooms = try reader.numbers().map { RoomID($0) }
      case "categories": categories = try reader.numbers().map { RoomCategoryID($0) }
      case "events": events = try reader.numbers()
      default: try reader.skip()
      }
    }
  }
}

extension RuleCondition: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("phrases", phrases)
      writer.field("distance", ifSome: distance)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var kind: Kind?
    var phrases: [String]?
    var distance: Int?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.name()
      case "phrases": phrases = try reader.strings()
      case "distance": distance = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(
      try reader.require(kind, "kind"), try reader.require(phrases, "phrases"), distance: distance)
  }
}
