public import Community

/// A notice in its reader's language.
public struct NoticeEntry: JSONBody {
  public let id: NoticeID
  public let kind: NoticeKind
  public let text: String
  public let at: Timestamp
  public let readAt: Timestamp?
  public let link: String?

  public init(
    id: NoticeID, kind: NoticeKind, text: String, at: Timestamp, readAt: Timestamp? = nil, link: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.text = text
    self.at = at
    self.readAt = readAt
    self.link = link
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("kind", kind)
      writer.field("text", text)
      writer.field("atMs", at)
      writer.field("readAtMs", ifSome: readAt)
      writer.field("link", ifSome: link)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: NoticeID?
    var kind: NoticeKind?
    var text: String?
    var at: Timestamp?
    var readAt: Timestamp?
    var link: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "kind": kind = try reader.name()
      case "text": text = try reader.string()
      case "atMs": at = try reader.timestamp()
      case "readAtMs": readAt = try reader.timestamp()
      case "link": link = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), kind: try reader.require(kind, "kind"), text: try reader.require(text, "text"),
      at: try reader.require(at, "atMs"), readAt: readAt, link: link)
  }
}

/// `GET /api/me/notices`: the newest first.
public struct NoticesResponse: JSONBody {
  public let notices: [NoticeEntry]
  public let unread: Int

  public init(notices: [NoticeEntry], unread: Int) {
    self.notices = notices
    self.unread = unread
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("notices", notices)
      writer.field("unread", unread)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var notices: [NoticeEntry]?
    var unread: Int?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "notices": notices = try reader.list()
      case "unread": unread = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(notices: try reader.require(notices, "notices"), unread: try reader.require(unread, "unread"))
  }
}

/// `POST /api/me/notices/read`
public struct ReadNoticesRequest: JSONBody {
  public let upTo: NoticeID

  public init(upTo: NoticeID) {
    self.upTo = upTo
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("upTo", upTo)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var upTo: NoticeID?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "upTo": upTo = try reader.id()
      default: try reader.skip()
      }
    }
    self.init(upTo: try reader.require(upTo, "upTo"))
  }
}
