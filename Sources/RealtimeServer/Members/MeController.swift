import Community
import Hummingbird
import Persistence
import Wire

/// Everything a member may see and change of themselves. Nothing here takes a member's id: one's own data only.
struct MeController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("me", use: me)
    api.patch("me/attributes", use: changeAttributes)
    api.get("me/sessions", use: sessions)
    api.delete("me/sessions/:id", use: endSession)
  }

  @Sendable private func me(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let confidence = try await MemberConfidence(dependencies: dependencies).read(of: member.id)
    return .json(
      MeResponse(
        member: member, email: MemberConfidence.masked(confidence.email), attributes: confidence.attributes,
        termsVersion: confidence.termsVersion, permissions: Permission.allCases.filter(member.role.allows),
        epoch: dependencies.database.epoch))
  }

  @Sendable private func changeAttributes(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let patch = try await request.decoded(
      AttributesRequest.self, limit: dependencies.configuration.maxBodyBytes)
    let changed = try await MemberConfidence(dependencies: dependencies).change(of: member.id) { patch.apply(to: &$0) }
    return .json(changed)
  }

  @Sendable private func sessions(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let visitor = try context.signedIn()
    let sessions = try await dependencies.database.sessions.list(of: visitor.member.id, at: dependencies.now())
    return .json(
      SessionsResponse(
        sessions: sessions.map { session in
          SessionsResponse.Entry(
            id: session.id, isCurrent: session.id == visitor.session, device: session.device,
            createdAt: session.createdAt, lastSeenAt: session.lastSeenAt)
        }))
  }

  @Sendable private func endSession(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let visitor = try context.signedIn()
    let session: SessionID = try context.id()
    guard try await dependencies.sessions.end(session, of: visitor.member.id) else { throw Rejection(.notFound) }
    dependencies.hub.endSession(session)
    return session == visitor.session
      ? Response.noContent.setting(
        cookie: SessionCookie.session(isSecure: dependencies.configuration.isSecure).clearing())
      : .noContent
  }
}
