public import Community

/// A room and where its log stands.
public struct RoomState: Hashable, Sendable {
  public let room: Room
  /// The latest offset; 0 when nothing was published yet.
  public let offset: Offset
  /// Posts and comments ever published in it.
  public let postCount: Int64
  public let lastPostAt: Timestamp?

  public init(room: Room, offset: Offset, postCount: Int64, lastPostAt: Timestamp?) {
    self.room = room
    self.offset = offset
    self.postCount = postCount
    self.lastPostAt = lastPostAt
  }
}

/// A room as one member sees it in the list.
public struct RoomListing: Hashable, Sendable {
  public let state: RoomState
  public let isFollowing: Bool
  public let readOffset: Offset
  /// Published messages of others after `readOffset`, 0…100.
  public let unread: Int
}

/// The rooms a member may see, of one moment.
public struct RoomList: Hashable, Sendable {
  public let epoch: String
  /// Those with a visible room, in display order.
  public let categories: [RoomCategory]
  /// In display order.
  public let rooms: [RoomListing]
}
