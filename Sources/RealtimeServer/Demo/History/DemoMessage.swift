import Community

/// One sticker of one member on a demo message.
struct DemoReaction: Hashable, Sendable {
  let memberIndex: Int
  let sticker: StickerID
}

/// A post or comment of the demo's past.
struct DemoMessage: Sendable {
  /// A slug of `StandardRooms`.
  let roomSlug: String
  /// Index in `DemoCommunity.members`.
  let authorIndex: Int
  /// For a comment, the place of its post in the sequence (0 is the first message); `nil` for a post.
  let threadIndex: Int?
  let body: String
  let at: Timestamp
  /// Members named by `@name` in the body.
  let mentions: [Int]
  /// Each pair once.
  let reactions: [DemoReaction]
}
