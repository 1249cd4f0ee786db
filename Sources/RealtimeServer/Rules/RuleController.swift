import Community
import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Persistence
import Wire

/// The rules of the filter, for those who may manage them. A change is in force when it is answered.
struct RuleController: Sendable {
  /// A rule observes that long before it acts.
  static let shadowWeek = Duration.seconds(7 * 86_400)
  /// Bytes of a file that is imported.
  static let longestImport = 4 << 20

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("rules", use: list)
    api.post("rules", use: create)
    api.put("rules/:id", use: change)
    api.delete("rules/:id", use: remove)
    api.post("rules/import", use: importRules)
    api.get("rules/export", use: export)
    api.post("rules/dry-run", use: dryRun)
  }

  private var store: RuleStore { dependencies.database.rules }

  /// - Throws: a rejection with `notPermitted`.
  private func manager(_ context: AppRequestContext) throws(Rejection) -> MemberSummary {
    let member = try context.signedIn().member
    guard member.role.allows(.manageRules) else { throw Rejection(.notPermitted) }
    return member
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try manager(context)
    let (version, rules) = try await store.all()
    let statistics = try await store.statistics(at: dependencies.now())
    return .json(
      RulesResponse(version: version, rules: rules.map { RuleEntry($0, statistics[$0.id] ?? RuleStatistics()) }))
  }

  @Sendable private func create(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let (member, now) = (try manager(context), dependencies.now())
    var body = try await usable(request)
    // A rule starts by counting only, for a week unless its writer says otherwise.
    body.isObserving = true
    if body.observesUntil == nil { body.observesUntil = now.advanced(by: Self.shadowWeek) }
    let rule = try await store.create(body, by: member.id, at: now)
    try await dependencies.ruleBook.refresh()
    return .json(RuleEntry(rule), status: .created)
  }

  @Sendable private func change(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let (member, id): (MemberSummary, RuleID) = (try manager(context), try context.id())
    let body = try await usable(request)
    let rule = try await store.change(id, by: member.id, at: dependencies.now()) { _ in body }
    try await dependencies.ruleBook.refresh()
    return .json(RuleEntry(rule))
  }

  @Sendable private func remove(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let (member, id): (MemberSummary, RuleID) = (try manager(context), try context.id())
    try await store.remove(id, by: member.id, at: dependencies.now())
    try await dependencies.ruleBook.refresh()
    return .noContent
  }

  private func usable(_ request: Request) async throws -> RuleBody {
    let body = try await request.decoded(RuleBody.self, limit: dependencies.configuration.maxBodyBytes)
    guard body.problem == nil else { throw Rejection(.badRequest) }
    return body
  }

  @Sendable private func importRules(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try manager(context)
    let asked = try await request.decoded(RuleImportRequest.self, limit: Self.longestImport)
    return .json(try await ImportRules(dependencies: dependencies)(asked, by: member, in: context.language))
  }

  @Sendable private func dryRun(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let (member, now) = (try manager(context), dependencies.now())
    let asked = try await request.decoded(DryRunRequest.self, limit: dependencies.configuration.maxBodyBytes)
    guard asked.rule.problem == nil else { throw Rejection(.badRequest) }
    // One at a time: each may read for seconds.
    guard dependencies.dryRunGate.enter() else { throw Rejection(.tooFast, retryAfterMs: 5_000) }
    defer { dependencies.dryRunGate.leave() }
    try await store.noteDryRun(of: asked.rule.phrase, days: asked.days, by: member.id, at: now)
    return .json(try await DryRun(store: store, now: now)(asked.rule, days: asked.days))
  }

  @Sendable private func export(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try manager(context)
    let format: RuleImportRequest.Format = try Query(request).name("format") ?? .tsv
    let rules = try await store.all().rules
    try await dependencies.database.audit.record(.exportRules, by: member.id, on: .rules, at: dependencies.now())
    let text = RuleTable.text(of: rules.map(\.body), RuleTable.Format(format))
    return Response(
      status: .ok,
      headers: [
        .contentType: format == .csv ? "text/csv; charset=utf-8" : "text/tab-separated-values; charset=utf-8"
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension RuleTable.Format {
  init(_ format: RuleImportRequest.Format) {
    switch format {
    case .tsv: self = .tsv
    case .csv: self = .csv
    }
  }
}
