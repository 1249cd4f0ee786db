import Community
import Hummingbird
import NIOCore
import Persistence
import Wire

/// What members do with the review queue: report, and see what waits of their own.
struct ReportController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.post("messages/:id/reports", use: report)
    api.get("me/held", use: held)
  }

  @Sendable private func report(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let id: MessageID = try context.id()
    let report = try await request.decoded(ReportRequest.self, limit: dependencies.configuration.maxBodyBytes)
    try await ReportMessage(dependencies: dependencies)(id, report, by: member)
    return .json(ByteBuffer(string: "{}"), status: .created)
  }

  @Sendable private func held(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let held = try await dependencies.database.reviews.held(of: member.id)
    return .json(
      HeldResponse(
        messages: held.map { message in
          HeldEntry(
            id: message.id, room: message.roomID, thread: message.threadID, body: message.body, key: message.key,
            reason: message.told?[context.language], createdAt: message.createdAt)
        }))
  }
}
