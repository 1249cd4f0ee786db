import Community

extension ServerFrame {
  /// The frame as the server sends it.
  public func encoded(ref: UInt32?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("v", ClientEnvelope.version)
      writer.field("type", typeName)
      writer.field("ref", ref.map(Int64.init))
      writer.name("payload")
      writer.object { writePayload(to: &$0) }
    }
    return writer.bytes
  }

  /// The wire name of the frame's type.
  public var typeName: String {
    switch self {
    case .welcome: "welcome"
    case .reconnect: "reconnect"
    case .pong: "pong"
    case .subscribed: "subscribed"
    case .unsubscribed: "unsubscribed"
    case .posted: "posted"
    case .held: "held"
    case .done: "done"
    case .reacted: "reacted"
    case .refused: "refused"
    case .publication: "publication"
    case .activity: "activity"
    case .readPosition: "readPosition"
    case .ownReaction: "ownReaction"
    case .typing: "typing"
    case .presence: "presence"
    }
  }

  private func writePayload(to writer: inout JSONWriter) {
    switch self {
    case .welcome(let welcome): welcome.write(to: &writer)
    case .reconnect(let withinMs): writer.field("withinMs", withinMs)
    case .pong, .done: break
    case .subscribed(let subscribed): subscribed.write(to: &writer)
    case .unsubscribed(let room): writer.field("room", room.rawValue)
    case .posted(let message, let room, let offset, let key, let createdAt):
      writer.field("message", message.rawValue)
      writer.field("room", room.rawValue)
      writer.field("offset", offset.rawValue)
      writer.field("key", key)
      writer.field("createdAtMs", createdAt.milliseconds)
    case .held(let room, let key):
      writer.field("room", room.rawValue)
      writer.field("key", key)
    case .reacted(let message, let mine), .ownReaction(let message, let mine):
      writer.field("message", message.rawValue)
      writer.stickers("mine", mine)
    case .refused(let refused): refused.write(to: &writer)
    case .publication(let publication): publication.write(to: &writer)
    case .activity(let rooms):
      writer.name("rooms")
      writer.array(rooms) { writer, room in writer.object { room.write(to: &$0) } }
    case .readPosition(let room, let offset, let unread):
      writer.field("room", room.rawValue)
      writer.field("offset", offset.rawValue)
      writer.field("unread", unread)
    case .typing(let room, let member, let name):
      writer.field("room", room.rawValue)
      writer.field("member", member.rawValue)
      writer.field("name", name)
    case .presence(let room, let count):
      writer.field("room", room.rawValue)
      writer.field("count", count)
    }
  }
}

extension Welcome {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.name("member")
    writer.value(member)
    writer.field("epoch", epoch)
    writer.field("serverTimeMs", serverTime.milliseconds)
    writer.field("heartbeatMs", heartbeatMs)
  }
}

extension Subscribed {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("room", room.rawValue)
    writer.field("offset", offset.rawValue)
    writer.field("epoch", epoch)
    switch recovery {
    case .caughtUp: writer.field("recovery", "caughtUp")
    case .reset: writer.field("recovery", "reset")
    case .recovered(let messages):
      writer.field("recovery", "recovered")
      writer.name("messages")
      writer.array(messages) { $0.value($1) }
    }
  }
}

extension Refused {
  func write(to writer: inout JSONWriter) {
    writer.field("code", refusal.rawValue)
    writer.field("text", text)
    writer.field("phrase", phrase)
    writer.field("retryAfterMs", retryAfterMs)
    writer.field("temporary", refusal.isTemporary)
  }
}

extension RoomActivity {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("room", room.rawValue)
    writer.field("offset", offset.rawValue)
    writer.field("postCount", postCount)
    writer.field("lastPostAtMs", lastPostAt.milliseconds)
  }
}

extension Publication {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("room", roomID.rawValue)
    writer.field("offset", offset.rawValue)
    writer.field("kind", kind.rawValue)
    writer.field("atMs", at.milliseconds)
    writer.field("postCount", postCount)
    if let thread {
      writer.name("thread")
      writer.object { writer in
        writer.field("post", thread.postID.rawValue)
        writer.field("revision", thread.revision.rawValue)
        writer.comments(count: thread.commentCount, lastAt: thread.lastCommentAt)
      }
    }
    writer.name("message")
    if kind == .reacted { writeTallies(to: &writer) } else { writer.value(message) }
  }

  /// A hundred stickers a second must not repeat a long text a hundred times.
  private func writeTallies(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", message.id.rawValue)
      writer.field("room", message.roomID.rawValue)
      writer.field("revision", message.revision.rawValue)
      writer.tallies(message.tallies)
    }
  }
}
