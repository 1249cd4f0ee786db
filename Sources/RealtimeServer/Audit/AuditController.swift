import Community
import Hummingbird
import Persistence
import Wire

/// The audit log, for those who may read it.
struct AuditController: Sendable {
  /// Rows of one page.
  static let pageSizes = 1...200
  static let usualPage = 50

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("audit", use: list)
    api.get("audit/verify", use: verify)
  }

  /// - Throws: a rejection with `notPermitted`.
  private func reader(_ context: AppRequestContext) throws(Rejection) -> MemberSummary {
    let member = try context.signedIn().member
    guard member.role.allows(.readAudit) else { throw Rejection(.notPermitted) }
    return member
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try reader(context)
    let query = Query(request)
    let filter = AuditLog.Filter(
      actor: try query.number("actor").map { MemberID($0) }, action: query.text("action"),
      subject: query.text("subject"), from: try query.number("fromMs").map { Timestamp(milliseconds: $0) },
      to: try query.number("toMs").map { Timestamp(milliseconds: $0) })
    let entries = try await dependencies.database.audit.entries(
      filter, before: try query.number("before"), limit: try query.limit(Self.pageSizes, default: Self.usualPage))
    return .json(
      AuditResponse(
        entries: entries.map {
          AuditEntry(id: $0.id, at: $0.at, actor: $0.by, action: $0.action, subject: $0.subject, reason: $0.reason)
        }))
  }

  @Sendable private func verify(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try reader(context)
    let verdict = try await dependencies.database.audit.verify()
    return .json(
      AuditCheckResponse(
        rows: verdict.rows, isRight: verdict.isRight, head: verdict.head,
        firstBad: verdict.firstBad.map { .init(row: Int($0.row), fault: $0.fault.rawValue) }))
  }
}
