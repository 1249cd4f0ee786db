import Community
import Hummingbird
import Persistence

/// Every HTTP route and what each request passes before it.
/// - Throws: `StartRefusal` when the files of the screens are missing.
func buildRouter(_ dependencies: Dependencies) async throws -> Router<AppRequestContext> {
  let configuration = dependencies.configuration
  let router = Router(context: AppRequestContext.self, options: [.autoGenerateHeadEndpoints])
  // From the outside in. Headers come first so that refusals carry them, too.
  router.add(middleware: SecurityHeaders(isSecure: configuration.isSecure))
  router.add(middleware: RequestLog())
  router.add(middleware: ClientMiddleware(trustedProxies: configuration.trustedProxies))
  router.add(middleware: ErrorAnswers())
  router.add(
    middleware: CrossSiteProtection(publicOrigin: configuration.publicOrigin, isSecure: configuration.tls != nil))

  HealthController(dependencies: dependencies).addRoutes(to: router)
  WebController(tree: try WebTree(root: WebTree.root(configured: configuration.webRoot))).addRoutes(to: router)

  let api = router.group("/api")
  api.add(
    middleware: SessionMiddleware(
      sessions: dependencies.sessions, cookie: .session(isSecure: configuration.isSecure),
      limiter: RateLimiter(rate: RequestLimits.perSecond, burst: RequestLimits.burst), now: dependencies.now))
  CommunityController(isDemo: try await dependencies.isOpenDemo(), dependencies: dependencies).addRoutes(to: api)
  SignInController(dependencies: dependencies).addRoutes(to: api)
  MeController(dependencies: dependencies).addRoutes(to: api)
  MemberController(dependencies: dependencies).addRoutes(to: api)
  RoomController(dependencies: dependencies).addRoutes(to: api)
  ControlController(dependencies: dependencies).addRoutes(to: api)
  MessageController(dependencies: dependencies).addRoutes(to: api)
  ReactionController(dependencies: dependencies).addRoutes(to: api)
  ReviewController(dependencies: dependencies).addRoutes(to: api)
  ReportController(dependencies: dependencies).addRoutes(to: api)
  ClimateController(dependencies: dependencies).addRoutes(to: api)
  RuleController(dependencies: dependencies).addRoutes(to: api)
  RuleTestController(dependencies: dependencies).addRoutes(to: api)
  AuditController(dependencies: dependencies).addRoutes(to: api)
  NoticeController(dependencies: dependencies).addRoutes(to: api)
  SearchController(dependencies: dependencies).addRoutes(to: api)
  return router
}

/// What one may ask for, in requests a second and at once. Beyond it: `tooFast`, with when to try again.
enum RequestLimits {
  /// Of one member, all devices together. A page that opens asks for a handful.
  static let perSecond: Double = 30
  static let burst: Double = 150
  /// Searches of one member: somebody typing.
  static let searchesPerSecond: Double = 3
  static let searchBurst: Double = 15
  /// Codes, sign-ups and links tried from one client address, which hundreds of people may share.
  static let attemptsPerSecond: Double = 2
  static let attemptBurst: Double = 120
}

typealias APIGroup = RouterGroup<AppRequestContext>

extension Dependencies {
  /// Whether anyone may sign in by choosing a role: asked for, and the community is an invented one.
  func isOpenDemo() async throws -> Bool {
    guard configuration.demo.isEnabled else { return false }
    return try await database.meta.isDemo()
  }
}
