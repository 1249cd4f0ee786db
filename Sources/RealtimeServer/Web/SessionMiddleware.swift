import Community
import HTTPTypes
import Hummingbird

/// Finds who is asking, and keeps members from asking more than a person could.
struct SessionMiddleware: RouterMiddleware {
  let sessions: SessionDirectory
  let cookie: SessionCookie
  let limiter: RateLimiter<MemberID>
  let now: @Sendable () -> Timestamp

  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    guard let token = cookie.value(in: request.cookieHeader) else { return try await next(request, context) }
    let time = now()
    guard let found = try await sessions.find(token: token, at: time) else { return try await next(request, context) }
    try limiter.take(found.visitor.member.id, at: time)
    var context = context
    context.visitor = found.visitor
    var response = try await next(request, context)
    // The cookie lives as long as the session does, unless this answer ends or replaces it.
    if found.isProlonged, response.headers[values: .setCookie].isEmpty {
      response = response.setting(
        cookie: cookie.setting(token, maxAge: sessions.life(of: found.visitor.member.role)))
    }
    return response
  }
}

extension Request {
  /// All `Cookie` lines as one.
  var cookieHeader: String? {
    let lines = headers[values: .cookie]
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }
}
