public import Community

/// How the talk in a room looks to the early warning (炎上の芽).
public enum ClimateLevel: String, CaseIterable, Sendable {
  case calm
  /// 注意: someone should look.
  case attention
  /// 警戒: someone should act.
  case alert
}

/// A room's level, for those who moderate it. The frame `climate`, and an element of `GET /api/climates`.
public struct ClimateEntry: JSONBody {
  public let room: RoomID
  public let level: ClimateLevel
  /// When the level was reached.
  public let at: Timestamp
  /// When the rise began.
  public let since: Timestamp?

  public init(room: RoomID, level: ClimateLevel, at: Timestamp, since: Timestamp? = nil) {
    self.room = room
    self.level = level
    self.at = at
    self.since = since
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("room", room)
      writer.field("level", level)
      writer.field("atMs", at)
      writer.field("sinceMs", ifSome: since)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var room: RoomID?
    var level: ClimateLevel?
    var at: Timestamp?
    var since: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "room": room = try reader.id()
      case "level": level = try reader.name()
      case "atMs": at = try reader.timestamp()
      case "sinceMs": since = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(
      room: try reader.require(room, "room"), level: try reader.require(level, "level"),
      at: try reader.require(at, "atMs"), since: since)
  }
}

/// `GET /api/climates`: the rooms above calm, the worst first.
public struct ClimatesResponse: JSONBody {
  public let climates: [ClimateEntry]

  public init(climates: [ClimateEntry]) {
    self.climates = climates
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("climates", climates)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var climates: [ClimateEntry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "climates": climates = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(climates: try reader.require(climates, "climates"))
  }
}
