import Community

extension ServerFrame {
  /// The frame as one text message.
  /// - Parameter ref: the request's, on its reply.
  public func encoded(ref: UInt32? = nil) -> [UInt8] {
    Envelope.write(type: type.rawValue, ref: ref) { writer in
      switch self {
      case .publication(let publication): publication.write(to: &writer)
      case .receipt(let receipt): receipt.write(to: &writer)
      case .climate(let climate): climate.write(to: &writer)
      case .notice(let notice): notice.write(to: &writer)
      default: writer.object { writeFields(to: &$0) }
      }
    }
  }

  private func writeFields(to writer: inout JSONWriter) {
    switch self {
    case .welcome(let welcome): welcome.writeFields(to: &writer)
    case .reconnect(let withinMs): writer.field("withinMs", withinMs)
    case .pong, .done, .publication, .receipt, .climate, .notice: break
    case .subscribed(let subscribed): subscribed.writeFields(to: &writer)
    case .unsubscribed(let room): writer.field("room", room)
    case .posted(let message, let room, let offset, let key, let createdAt):
      writer.field("message", message)
      writer.field("room", room)
      writer.field("offset", offset)
      writer.field("key", key)
      writer.field("createdAtMs", createdAt)
    case .held(let message, let room, let key, let reason):
      writer.field("message", message)
      writer.field("room", room)
      writer.field("key", key)
      writer.field("reason", ifSome: reason)
    case .reacted(let message, let mine), .ownReaction(let message, let mine):
      writer.field("message", message)
      writer.field("mine", mine)
    case .refused(let refused):
      refused.writeFields(to: &writer)
      writer.field("temporary", refused.refusal.isTemporary)
    case .activity(let rooms):
      writer.field("rooms", rooms)
    case .readPosition(let room, let offset, let unread):
      writer.field("room", room)
      writer.field("offset", offset)
      writer.field("unread", unread)
    case .typing(let room, let member, let name):
      writer.field("room", room)
      writer.field("member", member)
      writer.field("name", name)
    case .presence(let room, let count):
      writer.field("room", room)
      writer.field("count", count)
    case .controls(let room, let controls):
      writer.field("room", room)
      writer.field("controls", controls)
    case .review(let item):
      writer.field("item", item)
    case .reviewCount(let open, let oldest):
      writer.field("open", open)
      writer.field("oldestMs", ifSome: oldest)
    }
  }
}

extension Welcome {
  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("member", member)
    writer.field("epoch", epoch)
    writer.field("serverTimeMs", serverTime)
    writer.field("heartbeatMs", heartbeatMs)
  }
}

extension Subscribed {
  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("room", room)
    writer.field("offset", offset)
    writer.field("epoch", epoch)
    writer.field("recovery", recovery.name)
    if case .recovered(let messages) = recovery { writer.field("messages", messages) }
  }
}

extension Subscribed.Recovery {
  /// The three answers on the wire.
  public enum Name: String, CaseIterable, Sendable {
    case caughtUp
    case recovered
    case reset
  }

  public var name: Name {
    switch self {
    case .caughtUp: .caughtUp
    case .recovered: .recovered
    case .reset: .reset
    }
  }
}
