import Community
import Hummingbird
import Persistence
import Wire

/// Who put which sticker on a message.
struct ReactionController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("messages/:id/reactions", use: reactors)
  }

  @Sendable private func reactors(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let id: MessageID = try context.id()
    let found = try await dependencies.database.history.message(id, for: member.id)
    _ = try dependencies.readableRoom(found.message.message.roomID, as: member.role)
    let reactors = try await dependencies.database.history.reactors(of: id)
    return .json(
      ReactionsResponse(
        reactions: reactors.map {
          ReactionsResponse.Entry(sticker: $0.sticker, members: $0.members, count: $0.count)
        }))
  }
}
