import Community

extension ClientEnvelope {
  /// Reads a client's frame.
  /// - Throws: what was wrong, with the frame's `ref` when that much was legible.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(ClientFrameError) {
    let json: JSONValue
    do {
      json = try JSONReader.read(bytes)
    } catch {
      throw ClientFrameError(ref: nil, refusal: .badRequest, detail: "not JSON")
    }
    let ref = json["ref"]?.integer.flatMap(UInt32.init(exactly:))
    func fail(_ detail: String) -> ClientFrameError { ClientFrameError(ref: ref, refusal: .badRequest, detail: detail) }
    guard json["v"]?.integer == Int64(Self.version) else { throw fail("v must be \(Self.version)") }
    if json["ref"] != nil, ref == nil { throw fail("ref must be a number from 0 to 4294967295") }
    guard let type = json["type"]?.text else { throw fail("type is missing") }
    guard let read = ClientFrame.readers[type] else {
      throw ClientFrameError(ref: ref, refusal: .unknownType, detail: "unknown type")
    }
    guard let frame = read(json["payload"] ?? .object([:])) else { throw fail("payload does not fit the type") }
    self.init(ref: ref, frame: frame)
  }

  /// The frame as a client sends it.
  public func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("v", Self.version)
      writer.field("type", frame.typeName)
      writer.field("ref", ref.map(Int64.init))
      writer.name("payload")
      writer.object { frame.writePayload(to: &$0) }
    }
    return writer.bytes
  }
}

extension ClientFrame {
  /// The wire name of the frame's type.
  public var typeName: String {
    switch self {
    case .subscribe: "subscribe"
    case .unsubscribe: "unsubscribe"
    case .post: "post"
    case .edit: "edit"
    case .delete: "delete"
    case .react: "react"
    case .read: "read"
    case .typing: "typing"
    case .hide: "hide"
    case .restore: "restore"
    case .ping: "ping"
    }
  }

  /// Every type a client may send.
  public static var typeNames: [String] { readers.keys.sorted() }

  fileprivate static let readers: [String: @Sendable (JSONValue) -> ClientFrame?] = [
    "subscribe": { payload in
      guard let room = payload.identifier("room", as: RoomID.self) else { return nil }
      guard let after = payload["after"] else { return .subscribe(room: room, after: nil) }
      guard let offset = after.identifier("offset", as: Offset.self), let epoch = after["epoch"]?.text else {
        return nil
      }
      return .subscribe(room: room, after: ResumePoint(offset: offset, epoch: epoch))
    },
    "unsubscribe": { payload in payload.identifier("room", as: RoomID.self).map { .unsubscribe(room: $0) } },
    "post": { payload in
      guard let room = payload.identifier("room", as: RoomID.self), let body = payload["body"]?.text,
        let key = payload["key"]?.text
      else { return nil }
      let thread = payload.identifier("thread", as: MessageID.self)
      guard thread != nil || payload["thread"] == nil else { return nil }
      return .post(room: room, thread: thread, body: body, key: key)
    },
    "edit": { payload in
      guard let message = payload.identifier("message", as: MessageID.self), let body = payload["body"]?.text else {
        return nil
      }
      return .edit(message: message, body: body)
    },
    "delete": { payload in payload.identifier("message", as: MessageID.self).map { .delete(message: $0) } },
    "react": { payload in
      guard let message = payload.identifier("message", as: MessageID.self), let sticker = payload["sticker"]?.text,
        let on = payload["on"]?.bool
      else { return nil }
      return .react(message: message, sticker: StickerID(rawValue: sticker), on: on)
    },
    "read": { payload in
      guard let room = payload.identifier("room", as: RoomID.self),
        let offset = payload.identifier("offset", as: Offset.self)
      else { return nil }
      return .read(room: room, offset: offset)
    },
    "typing": { payload in payload.identifier("room", as: RoomID.self).map { .typing(room: $0) } },
    "hide": { payload in
      guard let message = payload.identifier("message", as: MessageID.self) else { return nil }
      return .hide(message: message, reason: payload["reason"]?.text)
    },
    "restore": { payload in payload.identifier("message", as: MessageID.self).map { .restore(message: $0) } },
    "ping": { _ in .ping },
  ]

  fileprivate func writePayload(to writer: inout JSONWriter) {
    switch self {
    case .subscribe(let room, let after):
      writer.field("room", room.rawValue)
      if let after {
        writer.name("after")
        writer.object { writer in
          writer.field("offset", after.offset.rawValue)
          writer.field("epoch", after.epoch)
        }
      }
    case .unsubscribe(let room), .typing(let room):
      writer.field("room", room.rawValue)
    case .post(let room, let thread, let body, let key):
      writer.field("room", room.rawValue)
      writer.field("thread", thread?.rawValue)
      writer.field("body", body)
      writer.field("key", key)
    case .edit(let message, let body):
      writer.field("message", message.rawValue)
      writer.field("body", body)
    case .delete(let message), .restore(let message):
      writer.field("message", message.rawValue)
    case .react(let message, let sticker, let on):
      writer.field("message", message.rawValue)
      writer.field("sticker", sticker.rawValue)
      writer.field("on", on)
    case .read(let room, let offset):
      writer.field("room", room.rawValue)
      writer.field("offset", offset.rawValue)
    case .hide(let message, let reason):
      writer.field("message", message.rawValue)
      writer.field("reason", reason)
    case .ping:
      break
    }
  }
}

extension JSONValue {
  /// A non-negative whole number as an identifier.
  func identifier<ID: Identifier>(_ name: String, as type: ID.Type) -> ID? {
    guard let number = self[name]?.integer, number >= 0 else { return nil }
    return ID(rawValue: number)
  }
}
