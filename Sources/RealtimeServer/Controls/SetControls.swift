import Community
import Persistence
import Wire

/// Changing what is asked of a room: written, audited, told to everyone in the room.
struct SetControls: Sendable {
  let dependencies: Dependencies

  /// When it returns, the controls hold for every post.
  /// - Throws: a rejection: `notPermitted`, `badRequest`, those of the filter for the notice.
  func callAsFunction(_ asked: RoomControls, of room: Room, by moderator: MemberSummary) async throws -> RoomControls {
    guard moderator.role.allows(.controlRooms) else { throw Rejection(.notPermitted) }
    guard RoomControls.slowRange.contains(asked.slowSeconds),
      RoomControls.newcomerRange.contains(asked.newcomerHours)
    else { throw Rejection(.badRequest) }
    let now = dependencies.now()
    var controls = asked
    controls.since = now
    controls.notice = try notice(asked.notice, by: moderator.role)
    try await dependencies.database.controls.set(controls, of: room.id, by: moderator.id, at: now)
    dependencies.controls.set(controls, of: room.id)
    let told = controls
    dependencies.hub.tell({ _ in .controls(room: room.id, told) }, to: .room(room.id))
    return controls
  }

  private func notice(_ text: String?, by role: Role) throws(Rejection) -> String? {
    guard let text = text?.kept(RoomControls.longestNotice) else { return nil }
    let screened = try ScreenText(screener: dependencies.screener)(text, in: nil, by: role)
    guard screened.heldFor == nil else { throw Rejection(.heldForReview) }
    return screened.text
  }
}
