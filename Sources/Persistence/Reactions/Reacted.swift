public import Community

/// A reaction that is on disk.
public struct Reacted: Hashable, Sendable {
  public let message: MessageID
  public let room: RoomID
  /// The member's own stickers on the message now, in the catalogue's order.
  public let mine: [StickerID]
  /// False when the sticker was on, or off, already.
  public let changed: Bool

  public init(message: MessageID, room: RoomID, mine: [StickerID], changed: Bool) {
    self.message = message
    self.room = room
    self.mine = mine
    self.changed = changed
  }
}
