/// Who may do what in a room. Pure: the caller brings the room and the role, and acts on the answer.
public enum RoomPolicy {
  /// Whether `role` may read and subscribe.
  /// - Returns: `nil` when allowed. A room one may not see is indistinguishable from one that does not exist.
  public static func decideReading(_ room: Room, as role: Role) -> Refusal? {
    room.admits(role) ? nil : .notFound
  }

  /// Whether `role` may post or comment.
  public static func decidePosting(in room: Room, as role: Role) -> Refusal? {
    guard room.admits(role) else { return .notFound }
    switch room.posting {
    case .everyone: return nil
    case .officialWithStickers: return role.allows(.postInOfficialRooms) ? nil : .roomStickersOnly
    case .officialOnly: return role.allows(.postInOfficialRooms) ? nil : .roomReadOnly
    }
  }

  /// Whether `role` may put a sticker on a message.
  public static func decideReacting(in room: Room, as role: Role) -> Refusal? {
    guard room.admits(role) else { return .notFound }
    switch room.posting {
    case .everyone, .officialWithStickers: return nil
    case .officialOnly: return role.allows(.postInOfficialRooms) ? nil : .roomReadOnly
    }
  }
}
