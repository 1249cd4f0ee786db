import Community
import Folding
import Hummingbird
import Persistence
import Wire

/// Finding other members, for mentions: their public summary only.
struct MemberController: Sendable {
  /// Members of one answer.
  static let mostFound = 10

  let dependencies: Dependencies
  private let limiter = RateLimiter<MemberID>(
    rate: RequestLimits.searchesPerSecond * 2, burst: RequestLimits.searchBurst * 2)

  init(dependencies: Dependencies) {
    self.dependencies = dependencies
  }

  func addRoutes(to api: APIGroup) {
    api.get("members", use: search)
  }

  @Sendable private func search(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let visitor = try context.signedIn()
    try limiter.take(visitor.member.id, at: dependencies.now())
    let text = (Query(request).text("q") ?? "").prefix(DisplayName.maximumLength * 2)
    let members = try await dependencies.database.members.search(
      nameKeyPart: NameFold.key(String(text)), limit: Self.mostFound)
    return .json(MembersResponse(members: members))
  }
}
