public import Community

/// `{"slowSeconds":30,"adaptive":false,"newcomerHours":0,"frozen":false,"shield":"off"}`
extension RoomControls: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("slowSeconds", slowSeconds)
      writer.field("adaptive", isAdaptive)
      writer.field("newcomerHours", newcomerHours)
      writer.field("frozen", isFrozen)
      writer.field("shield", shield)
      writer.field("notice", ifSome: notice)
      writer.field("sinceMs", ifSome: since)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var controls = RoomControls()
    var shield: Shield?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "slowSeconds": controls.slowSeconds = try reader.count()
      case "adaptive": controls.isAdaptive = try reader.bool()
      case "newcomerHours": controls.newcomerHours = try reader.count()
      case "frozen": controls.isFrozen = try reader.bool()
      case "shield": shield = try reader.name()
      case "notice": controls.notice = try reader.takeNull() ? nil : try reader.string()
      case "sinceMs": controls.since = try reader.timestamp()
      default: try reader.skip()
      }
    }
    controls.shield = try reader.require(shield, "shield")
    self = controls
  }
}
