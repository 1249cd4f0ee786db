import Community
import Hummingbird
import Wire

/// `GET /api/search`.
struct SearchController: Sendable {
  /// Results of one page.
  static let pageSizes = 1...50
  static let usualPage = 20

  let dependencies: Dependencies
  private let limiter = RateLimiter<MemberID>(
    rate: RequestLimits.searchesPerSecond, burst: RequestLimits.searchBurst)

  init(dependencies: Dependencies) {
    self.dependencies = dependencies
  }

  func addRoutes(to api: APIGroup) {
    api.get("search", use: search)
  }

  @Sendable private func search(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    try limiter.take(member.id, at: dependencies.now())
    let query = Query(request)
    let (found, hasMore) = try await SearchMessages(dependencies: dependencies)(
      SearchMessages.Request(
        text: query.text("q") ?? "", room: try query.number("room").map { RoomID($0) },
        author: try query.number("author").map { MemberID($0) },
        before: try query.number("before").map { MessageID($0) },
        limit: try query.limit(Self.pageSizes, default: Self.usualPage)), by: member)
    return .json(
      SearchResponse(
        results: found.map { result in
          SearchResponse.Entry(
            message: PersonalMessage(message: result.message, mine: []), room: result.room.id,
            roomName: result.room.name, highlights: result.highlights)
        }, hasMore: hasMore))
  }
}
