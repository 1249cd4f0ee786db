public import Community

/// A room as one member sees it in the list.
public struct RoomEntry: JSONBody {
  /// Counts of unread messages stop here: 100 means "more than 99".
  public static let maximumUnread = 100

  public let room: Room
  public let canPost: Bool
  public let canReact: Bool
  public let isFollowed: Bool
  /// The room's latest offset.
  public let offset: Offset
  /// Posts and comments ever published in it.
  public let postCount: Int64
  /// Published messages of others after `readOffset`, 0…`maximumUnread`.
  public let unread: Int
  public let readOffset: Offset
  public let lastPostAt: Timestamp?
  /// What is asked of the room now; `nil` when nothing.
  public let controls: RoomControls?

  public init(
    room: Room, canPost: Bool, canReact: Bool, isFollowed: Bool, offset: Offset, postCount: Int64, unread: Int,
    readOffset: Offset, lastPostAt: Timestamp?, controls: RoomControls? = nil
  ) {
    self.room = room
    self.canPost = canPost
    self.canReact = canReact
    self.isFollowed = isFollowed
    self.offset = offset
    self.postCount = postCount
    self.unread = unread
    self.readOffset = readOffset
    self.lastPostAt = lastPostAt
    self.controls = controls
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", room.id)
      writer.field("slug", room.slug)
      writer.field("name", room.name)
      writer.field("purpose", room.purpose)
      writer.field("category", room.categoryID)
      writer.field("audience", room.audience)
      writer.field("posting", room.posting)
      writer.field("canPost", canPost)
      writer.field("canReact", canReact)
      writer.field("followed", isFollowed)
      writer.field("offset", offset)
      writer.field("postCount", postCount)
      writer.field("unread", unread)
      writer.field("readOffset", readOffset)
      writer.field("lastPostAtMs", ifSome: lastPostAt)
      writer.field("controls", ifSome: controls)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (id, slug, name, purpose): (RoomID?, String?, String?, String?)
    var (category, audience, posting): (RoomCategoryID?, Room.Audience?, Room.Posting?)
    var (canPost, canReact, isFollowed): (Bool?, Bool?, Bool?)
    var (offset, readOffset, lastPostAt): (Offset?, Offset?, Timestamp?)
    var (postCount, unread): (Int64?, Int?)
    var controls: RoomControls?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "slug": slug = try reader.string()
      case "name": name = try reader.string()
      case "purpose": purpose = try reader.string()
      case "category": category = try reader.id()
      case "audience": audience = try reader.name()
      case "posting": posting = try reader.name()
      case "canPost": canPost = try reader.bool()
      case "canReact": canReact = try reader.bool()
      case "followed": isFollowed = try reader.bool()
      case "offset": offset = try reader.offset()
      case "postCount": postCount = try reader.integer()
      case "unread": unread = try reader.count()
      case "readOffset": readOffset = try reader.offset()
      case "controls": controls = try RoomControls(from: &reader)
      case "lastPostAtMs": lastPostAt = try reader.timestamp()
      default: try reader.skip()
      }
    }
    let room = Room(
      id: try reader.require(id, "id"), slug: try reader.require(slug, "slug"),
      name: try reader.require(name, "name"), purpose: try reader.require(purpose, "purpose"),
      categoryID: try reader.require(category, "category"), audience: try reader.require(audience, "audience"),
      posting: try reader.require(posting, "posting"))
    self.init(
      room: room, canPost: try reader.require(canPost, "canPost"), canReact: try reader.require(canReact, "canReact"),
      isFollowed: try reader.require(isFollowed, "followed"), offset: try reader.require(offset, "offset"),
      postCount: try reader.require(postCount, "postCount"), unread: try reader.require(unread, "unread"),
      readOffset: try reader.require(readOffset, "readOffset"), lastPostAt: lastPostAt, controls: controls)
  }
}
