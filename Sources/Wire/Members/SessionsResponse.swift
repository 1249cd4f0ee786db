public import Community

/// `GET /api/me/sessions`: where the member is signed in.
public struct SessionsResponse: JSONBody {
  /// One signed-in browser.
  public struct Entry: JSONBody {
    public let id: SessionID
    /// The one that asks.
    public let isCurrent: Bool
    /// `iPhone · Safari`
    public let device: String
    public let createdAt: Timestamp
    public let lastSeenAt: Timestamp

    public init(id: SessionID, isCurrent: Bool, device: String, createdAt: Timestamp, lastSeenAt: Timestamp) {
      self.id = id
      self.isCurrent = isCurrent
      self.device = device
      self.createdAt = createdAt
      self.lastSeenAt = lastSeenAt
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("id", id)
        writer.field("current", isCurrent)
        writer.field("device", device)
        writer.field("createdAtMs", createdAt)
        writer.field("lastSeenAtMs", lastSeenAt)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var (id, isCurrent, device): (SessionID?, Bool?, String?)
      var (createdAt, lastSeenAt): (Timestamp?, Timestamp?)
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "id": id = try reader.id()
        case "current": isCurrent = try reader.bool()
        case "device": device = try reader.string()
        case "createdAtMs": createdAt = try reader.timestamp()
        case "lastSeenAtMs": lastSeenAt = try reader.timestamp()
        default: try reader.skip()
        }
      }
      self.init(
        id: try reader.require(id, "id"), isCurrent: try reader.require(isCurrent, "current"),
        device: try reader.require(device, "device"), createdAt: try reader.require(createdAt, "createdAtMs"),
        lastSeenAt: try reader.require(lastSeenAt, "lastSeenAtMs"))
    }
  }

  public let sessions: [Entry]

  public init(sessions: [Entry]) { self.sessions = sessions }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("sessions", sessions) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var sessions: [Entry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "sessions": sessions = try reader.list()
      default: try reader.skip()
      }
    }
    self.sessions = try reader.require(sessions, "sessions")
  }
}
