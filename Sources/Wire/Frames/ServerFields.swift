import Community

/// The fields of every server frame but those that are one value of the contract: `publication`, `receipt`,
/// `climate`, `notice`. A name means the same in each frame that has it, but `member`
/// and `message`s' kin: a whole member in `welcome`, an id elsewhere.
struct ServerFields {
  private var room: RoomID?
  private var offset: Offset?
  private var message: MessageID?
  private var key: String?
  private var createdAt: Timestamp?
  private var epoch: String?
  private var member: MemberSummary?
  private var memberID: MemberID?
  private var name: String?
  private var count: Int?
  private var unread: Int?
  private var withinMs: Int?
  private var serverTime: Timestamp?
  private var heartbeatMs: Int?
  private var recovery: Subscribed.Recovery.Name?
  private var messages: [PersonalMessage]?
  private var mine: [StickerID]?
  private var rooms: [RoomActivity]?
  private var reason: String?
  private var item: ReviewItem?
  private var controls: RoomControls?
  private var open: Int?
  private var oldest: Timestamp?
  private var refusal = RefusalFields()

  init(_ type: ServerFrame.FrameType, from reader: inout JSONReader) throws(JSONError) {
    try reader.enterObject()
    while let field = try reader.nextKey() {
      switch field {
      case "room": room = try reader.id()
      case "offset": offset = try reader.offset()
      case "message": message = try reader.id()
      case "key": key = try reader.string()
      case "createdAtMs": createdAt = try reader.timestamp()
      case "epoch": epoch = try reader.string()
      case "member":
        if type == .welcome { member = try MemberSummary(from: &reader) } else { memberID = try reader.id() }
      case "name": name = try reader.string()
      case "count": count = try reader.count()
      case "unread": unread = try reader.count()
      case "withinMs": withinMs = try reader.count()
      case "serverTimeMs": serverTime = try reader.timestamp()
      case "heartbeatMs": heartbeatMs = try reader.count()
      case "recovery": recovery = try reader.name()
      case "messages": messages = try reader.list()
      case "mine": mine = try reader.names()
      case "rooms": rooms = try reader.list()
      case "reason": reason = try reader.string()
      case "item": item = try ReviewItem(from: &reader)
      case "controls": controls = try RoomControls(from: &reader)
      case "open": open = try reader.count()
      case "oldestMs": oldest = try reader.timestamp()
      default: if try !refusal.take(field, from: &reader) { try reader.skip() }
      }
    }
  }

  func frame(_ type: ServerFrame.FrameType, _ reader: borrowing JSONReader) throws(JSONError) -> ServerFrame {
    switch type {
    case .welcome: .welcome(try welcome(reader))
    case .reconnect: .reconnect(withinMs: try reader.require(withinMs, "withinMs"))
    case .pong: .pong
    case .subscribed: .subscribed(try subscribed(reader))
    case .unsubscribed: .unsubscribed(room: try reader.require(room, "room"))
    case .posted:
      .posted(
        message: try reader.require(message, "message"), room: try reader.require(room, "room"),
        offset: try reader.require(offset, "offset"), key: try reader.require(key, "key"),
        createdAt: try reader.require(createdAt, "createdAtMs"))
    case .held:
      .held(
        message: try reader.require(message, "message"), room: try reader.require(room, "room"),
        key: try reader.require(key, "key"), reason: reason)
    case .done: .done
    case .reacted:
      .reacted(message: try reader.require(message, "message"), mine: try reader.require(mine, "mine"))
    case .refused: .refused(try refusal.refused(reader))
    case .publication, .receipt, .climate, .notice: throw JSONError("This frame has a reader of its own.")
    case .activity: .activity(try reader.require(rooms, "rooms"))
    case .readPosition:
      .readPosition(
        room: try reader.require(room, "room"), offset: try reader.require(offset, "offset"),
        unread: try reader.require(unread, "unread"))
    case .ownReaction:
      .ownReaction(message: try reader.require(message, "message"), mine: try reader.require(mine, "mine"))
    case .typing:
      .typing(
        room: try reader.require(room, "room"), member: try reader.require(memberID, "member"),
        name: try reader.require(name, "name"))
    case .presence: .presence(room: try reader.require(room, "room"), count: try reader.require(count, "count"))
    case .controls:
      .controls(room: try reader.require(room, "room"), try reader.require(controls, "controls"))
    case .review: .review(try reader.require(item, "item"))
    case .reviewCount: .reviewCount(open: try reader.require(open, "open"), oldest: oldest)
    }
  }

  private func welcome(_ reader: borrowing JSONReader) throws(JSONError) -> Welcome {
    Welcome(
      member: try reader.require(member, "member"), epoch: try reader.require(epoch, "epoch"),
      serverTime: try reader.require(serverTime, "serverTimeMs"),
      heartbeatMs: try reader.require(heartbeatMs, "heartbeatMs"))
  }

  private func subscribed(_ reader: borrowing JSONReader) throws(JSONError) -> Subscribed {
    let recovery: Subscribed.Recovery =
      switch try reader.require(recovery, "recovery") {
      case .caughtUp: .caughtUp
      case .recovered: .recovered(try reader.require(messages, "messages"))
      case .reset: .reset
      }
    return Subscribed(
      room: try reader.require(room, "room"), offset: try reader.require(offset, "offset"),
      epoch: try reader.require(epoch, "epoch"), recovery: recovery)
  }
}
