import Community
import Hummingbird
import Moderation
import Wire

/// What the early warning says, for those who may review messages.
struct ClimateController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("climates", use: list)
    api.get("rooms/:id/climate", use: look)
    api.post("rooms/:id/playbook", use: play)
  }

  private func moderator(_ context: AppRequestContext) throws(Rejection) -> MemberSummary {
    let member = try context.signedIn().member
    guard member.role.allows(.reviewMessages) else { throw Rejection(.notPermitted) }
    return member
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try moderator(context)
    return .json(ClimatesResponse(climates: await dependencies.climates.raised()))
  }

  @Sendable private func look(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try moderator(context)
    return .json(try await ExplainClimate(dependencies: dependencies)(try room(context), in: context.language))
  }

  @Sendable private func play(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    let room = try room(context)
    let asked = try await request.decoded(PlaybookRequest.self, limit: dependencies.configuration.maxBodyBytes)
    guard let step = PlaybookStep(rawValue: asked.step) else { throw Rejection(.badRequest) }
    try await FollowPlaybook(dependencies: dependencies)(step, in: room, by: member)
    return .noContent
  }

  private func room(_ context: AppRequestContext) throws -> Room {
    let id: RoomID = try context.id()
    guard let room = dependencies.rooms.entry(id)?.room else { throw Rejection(.notFound) }
    return room
  }
}
