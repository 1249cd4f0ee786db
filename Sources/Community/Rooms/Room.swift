/// A place for one topic; owns an ordered log of publications.
public struct Room: Hashable, Sendable {
  /// Who may see the room.
  public enum Audience: String, CaseIterable, Codable, Sendable {
    case everyone
    case staff
  }

  /// Who may write in it.
  public enum Posting: String, CaseIterable, Codable, Sendable {
    /// Everyone who may see it.
    case everyone
    /// Official posts; members read and may react with stickers.
    case officialWithStickers
    /// Official posts; members only read.
    case officialOnly
  }

  public let id: RoomID
  /// Stable ASCII name for links: `kenhoku`.
  public let slug: String
  public let name: String
  public let purpose: String
  public let categoryID: RoomCategoryID
  public let audience: Audience
  public let posting: Posting

  public init(
    id: RoomID, slug: String, name: String, purpose: String, categoryID: RoomCategoryID, audience: Audience,
    posting: Posting
  ) {
    self.id = id
    self.slug = slug
    self.name = name
    self.purpose = purpose
    self.categoryID = categoryID
    self.audience = audience
    self.posting = posting
  }

  /// Whether a member with this role may see and subscribe to the room.
  public func admits(_ role: Role) -> Bool {
    audience == .everyone || role.allows(.enterStaffRooms)
  }
}

/// A group of rooms in the list.
public struct RoomCategory: Hashable, Sendable {
  public let id: RoomCategoryID
  public let name: String

  public init(id: RoomCategoryID, name: String) {
    self.id = id
    self.name = name
  }
}
