import Community
import Hummingbird
import Moderation
import Persistence
import Wire

/// What rules do and did, for those who review messages.
struct RuleTestController: Sendable {
  /// Hits of one page.
  static let pageSizes = 1...200
  static let usualPage = 50

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.post("rules/test", use: test)
    api.get("rules/:id/hits", use: hits)
    api.post("rule-hits/:id/mark", use: mark)
  }

  /// - Throws: a rejection with `notPermitted`.
  private func reviewer(_ context: AppRequestContext) throws(Rejection) -> MemberSummary {
    let member = try context.signedIn().member
    guard member.role.allows(.reviewMessages) else { throw Rejection(.notPermitted) }
    return member
  }

  @Sendable private func test(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try reviewer(context)
    let asked = try await request.decoded(RuleTestRequest.self, limit: dependencies.configuration.maxBodyBytes)
    var place = ScreeningContext.Place.unknown
    if let id = asked.room {
      guard let room = dependencies.rooms.entry(id)?.room, room.admits(member.role) else { throw Rejection(.notFound) }
      place = .room(room.id, room.categoryID)
    }
    let screening = ScreeningContext(place, at: dependencies.now())
    let (screener, suppression) = await dependencies.ruleBook.suppression()
    let verdict = screener.screen(asked.text, in: screening)
    let suppressed = suppression.explain(asked.text, in: screening)
    return .json(
      RuleTestResponse(
        action: verdict.action?.name ?? "allow", hits: RuleHit.all(of: verdict, in: asked.text),
        suppressed: suppressed.map { .init($0, in: asked.text) }))
  }

  @Sendable private func hits(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try reviewer(context)
    let query = Query(request)
    let hits = try await dependencies.database.rules.hits(
      of: try context.id(), before: try query.number("before").map { RuleHitID($0) },
      limit: try query.limit(Self.pageSizes, default: Self.usualPage), by: member.id, at: dependencies.now())
    return .json(RuleHitsResponse(hits: hits))
  }

  @Sendable private func mark(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try reviewer(context)
    let id: RuleHitID = try context.id()
    let asked = try await request.decoded(MarkRequest.self, limit: dependencies.configuration.maxBodyBytes)
    try await dependencies.database.rules.mark(id, asked.mark, by: member.id, at: dependencies.now())
    return .noContent
  }
}

extension RuleTestResponse.Suppressed {
  init(_ hit: SuppressedHit, in text: String) {
    func utf16(_ offset: Int) -> Int {
      let place = text.utf8.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
      return text.utf16.distance(from: text.startIndex, to: place)
    }
    self.init(
      rule: hit.rule?.description ?? hit.phrase, phrase: hit.phrase, why: hit.why.rawValue,
      startUTF16: utf16(hit.utf8Range.lowerBound), endUTF16: utf16(hit.utf8Range.upperBound))
  }
}
