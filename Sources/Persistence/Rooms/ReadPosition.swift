public import Community

/// How far a member has read in a room.
public struct ReadPosition: Hashable, Sendable {
  /// What "many" means: nothing is counted beyond it, and 100 is shown as 99+.
  public static let mostUnread = 100

  public let offset: Offset
  /// Published messages of others after `offset`, 0…100.
  public let unread: Int

  public init(offset: Offset, unread: Int) {
    self.offset = offset
    self.unread = unread
  }
}
