/// A sticker's stable name in the catalogue: `arigatou`.
public struct StickerID: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// How many members put one sticker on a message.
public struct Tally: Hashable, Sendable {
  public let sticker: StickerID
  public let count: Int

  public init(sticker: StickerID, count: Int) {
    self.sticker = sticker
    self.count = count
  }
}
