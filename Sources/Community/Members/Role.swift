/// What a member may do. Badges say who someone is and grant nothing; seats belong to one event.
public enum Role: String, CaseIterable, Codable, Sendable {
  case member
  case moderator
  case communityManager
  case staff
  case administrator

  /// True for the people who run the community: they see staff rooms.
  public var isStaffSide: Bool { self != .member }
}
