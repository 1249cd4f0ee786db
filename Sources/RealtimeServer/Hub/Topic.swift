import Community

/// A key for delivery. Who may subscribe is decided before; the hub only delivers.
enum Topic: Hashable, Sendable {
  /// Everything published in a room.
  case room(RoomID)
  /// One member's own sockets, on all devices.
  case member(MemberID)
  /// Every signed-in socket.
  case community
  /// Sockets of the people who run the community.
  case staffSide
  /// Sockets of those who may review messages.
  case reviewers
}
