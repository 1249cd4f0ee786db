import Community
import Foundation
import HTTPTypes
import Hummingbird
import Wire

/// Signing in by code, joining, signing out, the setup link and the demo's doors.
struct SignInController: Sendable {
  let dependencies: Dependencies
  private let limits: SignInLimits
  private let requestCode: RequestSignInCode
  private let attempts: RateLimiter<ClientKey>
  private let sessionCookie: SessionCookie
  private let challengeCookie: SessionCookie
  private let knownCookie: SessionCookie
  private let browsers: KnownBrowser

  init(dependencies: Dependencies) {
    self.dependencies = dependencies
    limits = SignInLimits(codesByClient: dependencies.configuration.signInCodesPerClient)
    browsers = KnownBrowser(vault: dependencies.vault, limits: limits)
    requestCode = RequestSignInCode(
      dependencies: dependencies, limits: limits, inProgress: CodesInProgress(), browsers: browsers)
    attempts = RateLimiter(rate: RequestLimits.attemptsPerSecond, burst: RequestLimits.attemptBurst)
    sessionCookie = .session(isSecure: dependencies.configuration.isSecure)
    challengeCookie = .challenge(isSecure: dependencies.configuration.isSecure)
    knownCookie = .known(isSecure: dependencies.configuration.isSecure)
  }

  func addRoutes(to api: APIGroup) {
    api.post("sign-in/code", use: sendCode)
    api.post("sign-in/verify", use: verify)
    api.post("sign-up", use: signUp)
    api.post("sign-out", use: signOut)
    api.post("setup", use: setUp)
    api.post("demo/sign-in", use: demoSignIn)
  }

  // MARK: Routes

  @Sendable private func sendCode(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    try attempts.take(context.client, at: dependencies.now())
    let body = try await request.decoded(SignInCodeRequest.self, limit: bodyLimit)
    let secret = try await requestCode(
      body.email, from: context.client, mark: knownCookie.value(in: request.cookieHeader), in: context.language)
    return Response.json(
      SignInCodeResponse(expiresInMs: limits.codeLife.milliseconds, resendAfterMs: limits.pause.milliseconds)
    ).setting(cookie: challengeCookie.setting(secret, maxAge: limits.codeLife + limits.profileTime))
  }

  @Sendable private func verify(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    try attempts.take(context.client, at: dependencies.now())
    let body = try await request.decoded(SignInVerifyRequest.self, limit: bodyLimit)
    let outcome = try await EnterSignInCode(dependencies: dependencies, limits: limits)(
      body.code, secret: challengeCookie.value(in: request.cookieHeader), device: device(request))
    switch outcome {
    case .profile:
      return .json(SignInVerifyResponse.profile)
    case .signedIn(let member, let session, let emailHash):
      try await endReplaced(context.visitor)
      return marked(emailHash, signedIn(session, .json(SignInVerifyResponse.signedIn(member))))
    }
  }

  @Sendable private func signUp(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    try attempts.take(context.client, at: dependencies.now())
    let body = try await request.decoded(SignUpRequest.self, limit: bodyLimit)
    let (member, session, emailHash) = try await SignUp(dependencies: dependencies, limits: limits)(
      SignUp.Profile(displayName: body.displayName, attributes: body.attributes, termsVersion: body.termsVersion),
      secret: challengeCookie.value(in: request.cookieHeader), device: device(request))
    try await endReplaced(context.visitor)
    return marked(emailHash, signedIn(session, .json(MemberResponse(member: member), status: .created)))
  }

  @Sendable private func signOut(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    try await endReplaced(context.visitor)
    return Response.noContent.setting(cookie: sessionCookie.clearing())
  }

  @Sendable private func setUp(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    try attempts.take(context.client, at: dependencies.now())
    let visitor = try context.signedIn()
    let body = try await request.decoded(SetupRequest.self, limit: bodyLimit)
    let (member, session) = try await UseSetupLink(dependencies: dependencies)(
      body.token, by: visitor, device: device(request))
    return signedIn(session, .json(MemberResponse(member: member)))
  }

  @Sendable private func demoSignIn(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    guard try await dependencies.isOpenDemo() else { throw Rejection(.notFound) }
    let body = try await request.decoded(DemoSignInRequest.self, limit: bodyLimit)
    let (member, session) = try await DemoSignIn(dependencies: dependencies)(as: body.role, device: device(request))
    try await endReplaced(context.visitor)
    return signedIn(session, .json(MemberResponse(member: member)))
  }

  // MARK: Parts

  private var bodyLimit: Int { dependencies.configuration.maxBodyBytes }

  private func device(_ request: Request) -> String { DeviceName.coarse(userAgent: request.headers[.userAgent]) }

  private func signedIn(_ session: NewSession, _ response: Response) -> Response {
    response.setting(cookie: sessionCookie.setting(session.token, maxAge: session.life))
      .setting(cookie: challengeCookie.clearing())
  }

  private func marked(_ emailHash: Data, _ response: Response) -> Response {
    response.setting(cookie: knownCookie.setting(browsers.mark(for: emailHash), maxAge: KnownBrowser.life))
  }

  /// Ends the session the request came with: this browser has another one now, or none.
  private func endReplaced(_ visitor: Visitor?) async throws {
    guard let visitor else { return }
    _ = try await dependencies.sessions.end(visitor.session, of: visitor.member.id)
    dependencies.hub.endSession(visitor.session)
  }
}
