import Community

extension ClientEnvelope {
  /// The frame as one text message: what a client sends.
  public func encoded() -> [UInt8] {
    Envelope.write(type: frame.type.rawValue, ref: ref) { writer in
      writer.object { frame.writeFields(to: &$0) }
    }
  }
}

extension ClientFrame {
  fileprivate func writeFields(to writer: inout JSONWriter) {
    switch self {
    case .subscribe(let room, let after):
      writer.field("room", room)
      writer.field("after", ifSome: after)
    case .unsubscribe(let room), .typing(let room):
      writer.field("room", room)
    case .post(let room, let thread, let body, let key, let reconsidered):
      writer.field("room", room)
      if let thread { writer.field("thread", thread) }
      writer.field("body", body)
      writer.field("key", key)
      if reconsidered { writer.field("reconsidered", true) }
    case .edit(let message, let body):
      writer.field("message", message)
      writer.field("body", body)
    case .delete(let message), .restore(let message):
      writer.field("message", message)
    case .react(let message, let sticker, let on):
      writer.field("message", message)
      writer.field("sticker", sticker)
      writer.field("on", on)
    case .read(let room, let offset), .hidden(let room, let offset):
      writer.field("room", room)
      writer.field("offset", offset)
    case .hide(let message, let reason):
      writer.field("message", message)
      writer.field("reason", ifSome: reason)
    case .ping:
      break
    }
  }
}
