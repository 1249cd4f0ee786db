import Community
import Hummingbird
import Persistence
import Wire

/// What a member was told about their own affairs.
struct NoticeController: Sendable {
  /// Notices of one page.
  static let pageSizes = 1...100
  static let usualPage = 50

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("me/notices", use: list)
    api.post("me/notices/read", use: markRead)
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let query = Query(request)
    let (notices, unread) = try await dependencies.database.notices.list(
      of: member.id, before: try query.number("before").map { NoticeID($0) },
      limit: try query.limit(Self.pageSizes, default: Self.usualPage), at: dependencies.now())
    return .json(
      NoticesResponse(notices: notices.map { NoticeEntry($0, in: context.language) }, unread: unread))
  }

  @Sendable private func markRead(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let asked = try await request.decoded(ReadNoticesRequest.self, limit: dependencies.configuration.maxBodyBytes)
    try await dependencies.database.notices.markRead(upTo: asked.upTo, of: member.id, at: dependencies.now())
    return .noContent
  }
}

extension NoticeEntry {
  init(_ notice: Notice, in language: Language) {
    self.init(
      id: notice.id, kind: notice.kind, text: notice.text[language], at: notice.at, readAt: notice.readAt,
      link: notice.link)
  }
}
