import Community

// One function per payload: the fields it has, in the order of the case's labels.

extension ClientFrame {
  static func subscribe(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    var (room, after): (RoomID?, ResumePoint?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "room": room = try reader.id()
      case "after": after = try reader.takeNull() ? nil : try ResumePoint(from: &reader)
      default: try reader.skip()
      }
    }
    return .subscribe(room: try reader.require(room, "room"), after: after)
  }

  static func post(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    var (room, thread): (RoomID?, MessageID?)
    var (body, idempotencyKey): (String?, String?)
    var reconsidered = false
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "room": room = try reader.id()
      case "thread": thread = try reader.takeNull() ? nil : try reader.id()
      case "body": body = try reader.body()
      case "key": idempotencyKey = try reader.string(upTo: Limits.key, orRefuse: .keyInvalid)
      case "reconsidered": reconsidered = try reader.takeNull() ? false : try reader.bool()
      default: try reader.skip()
      }
    }
    return .post(
      room: try reader.require(room, "room"), thread: thread, body: try reader.require(body, "body"),
      key: try reader.require(idempotencyKey, "key"), reconsidered: reconsidered)
  }

  static func edit(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    var (message, body): (MessageID?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "body": body = try reader.body()
      default: try reader.skip()
      }
    }
    return .edit(message: try reader.require(message, "message"), body: try reader.require(body, "body"))
  }

  static func react(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    var (message, sticker, on): (MessageID?, String?, Bool?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "sticker": sticker = try reader.string(upTo: Limits.sticker, orRefuse: .unknownSticker)
      case "on": on = try reader.bool()
      default: try reader.skip()
      }
    }
    return .react(
      message: try reader.require(message, "message"),
      sticker: StickerID(rawValue: try reader.require(sticker, "sticker")), on: try reader.require(on, "on"))
  }

  static func read(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    let (room, offset) = try reader.place()
    return .read(room: room, offset: offset)
  }

  static func hidden(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    let (room, offset) = try reader.place()
    return .hidden(room: room, offset: offset)
  }

  static func hide(from reader: inout JSONReader) throws(JSONError) -> ClientFrame {
    var (message, reason): (MessageID?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "reason": reason = try reader.takeNull() ? nil : try reader.string(upTo: Limits.reason)
      default: try reader.skip()
      }
    }
    return .hide(message: try reader.require(message, "message"), reason: reason)
  }
}

extension JSONReader {
  fileprivate mutating func body() throws(JSONError) -> String {
    try string(upTo: ClientFrame.Limits.body, orRefuse: .bodyTooLong)
  }

  /// The payload of a frame that says nothing but a room.
  mutating func onlyRoom() throws(JSONError) -> RoomID {
    var room: RoomID?
    try enterObject()
    while let key = try nextKey() {
      switch key {
      case "room": room = try id()
      default: try skip()
      }
    }
    return try require(room, "room")
  }

  /// The payload of a frame that says nothing but a place in a room's log.
  fileprivate mutating func place() throws(JSONError) -> (RoomID, Offset) {
    var (room, offset): (RoomID?, Offset?)
    try enterObject()
    while let key = try nextKey() {
      switch key {
      case "room": room = try id()
      case "offset": offset = try self.offset()
      default: try skip()
      }
    }
    return (try require(room, "room"), try require(offset, "offset"))
  }

  /// The payload of a frame that says nothing but a message.
  mutating func onlyMessage() throws(JSONError) -> MessageID {
    var message: MessageID?
    try enterObject()
    while let key = try nextKey() {
      switch key {
      case "message": message = try id()
      default: try skip()
      }
    }
    return try require(message, "message")
  }
}

/// `{"offset":57,"epoch":"…"}`
extension ResumePoint: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("offset", offset)
      writer.field("epoch", epoch)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (offset, epoch): (Offset?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "offset": offset = try reader.offset()
      case "epoch": epoch = try reader.string(upTo: ClientFrame.Limits.epoch)
      default: try reader.skip()
      }
    }
    self.init(offset: try reader.require(offset, "offset"), epoch: try reader.require(epoch, "epoch"))
  }
}
