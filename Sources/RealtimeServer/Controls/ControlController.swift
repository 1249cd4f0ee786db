import Community
import Hummingbird
import Wire

/// What is asked of a room while it is busy.
struct ControlController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("rooms/:id/controls", use: look)
    api.put("rooms/:id/controls", use: change)
  }

  @Sendable private func look(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let room = try dependencies.readableRoom(try context.id(), as: member.role)
    return .json(dependencies.controls.controls(of: room.id))
  }

  @Sendable private func change(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    guard member.role.allows(.controlRooms) else { throw Rejection(.notPermitted) }
    let room = try dependencies.readableRoom(try context.id(), as: member.role)
    let asked = try await request.decoded(RoomControls.self, limit: dependencies.configuration.maxBodyBytes)
    return .json(try await SetControls(dependencies: dependencies)(asked, of: room, by: member))
  }
}
