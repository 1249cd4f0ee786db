import Community
import Hummingbird
import Persistence
import Wire

/// The list of rooms as a member sees it, and following them.
struct RoomController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("rooms", use: list)
    api.put("rooms/:id/follow") { try await setFollowing(true, $0, $1) }
    api.delete("rooms/:id/follow") { try await setFollowing(false, $0, $1) }
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let list = try await dependencies.database.rooms.list(for: member.id, as: member.role)
    return .json(
      RoomsResponse(
        epoch: list.epoch, categories: list.categories,
        rooms: list.rooms.map { listing in
          let room = listing.state.room
          return RoomEntry(
            room: room, canPost: RoomPolicy.decidePosting(in: room, as: member.role) == nil,
            canReact: RoomPolicy.decideReacting(in: room, as: member.role) == nil, isFollowed: listing.isFollowing,
            offset: listing.state.offset, postCount: listing.state.postCount, unread: listing.unread,
            readOffset: listing.readOffset, lastPostAt: listing.state.lastPostAt,
            controls: { $0.isOpen ? nil : $0 }(dependencies.controls.controls(of: room.id)))
        }))
  }

  private func setFollowing(_ isFollowing: Bool, _ request: Request, _ context: AppRequestContext) async throws
    -> Response
  {
    let member = try context.signedIn().member
    let room = try dependencies.readableRoom(try context.id(), as: member.role)
    try await dependencies.database.rooms.setFollowing(isFollowing, room: room.id, member: member.id)
    return .noContent
  }
}

extension Dependencies {
  /// The room, when this role may read it now.
  /// - Throws: a rejection with `notFound` for one that is not there and one that may not be seen alike.
  func readableRoom(_ id: RoomID, as role: Role) throws(Rejection) -> Room {
    guard let room = rooms.entry(id)?.room else { throw Rejection(.notFound) }
    if let refusal = RoomPolicy.decideReading(room, as: role) { throw Rejection(refusal) }
    return room
  }
}
