/// A message together with the reader's own stickers on it.
public struct PersonalMessage: Hashable, Sendable {
  public let message: Message
  /// In the catalogue's order.
  public let mine: [StickerID]

  public init(message: Message, mine: [StickerID]) {
    self.message = message
    self.mine = mine
  }
}
