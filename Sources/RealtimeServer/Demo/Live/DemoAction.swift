import Community

/// What a simulated member does, to be carried out like anybody's: authorised, screened, stored.
struct DemoAction: Hashable, Sendable {
  enum Deed: Hashable, Sendable {
    case post(room: String, body: String)
    case comment(post: MessageID, room: String, body: String)
    case react(message: MessageID, room: String, sticker: StickerID)
  }

  /// Index in `DemoCommunity.members`.
  let member: Int
  let deed: Deed
  /// Idempotency key of a post or comment. It comes back as `Message.key`, by which `DemoChatter` knows its own.
  let key: String
}
