import Community
import HTTPTypes
import Hummingbird

/// Notes where the request comes from and which language its sender reads.
struct ClientMiddleware: RouterMiddleware {
  let trustedProxies: [String]

  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
    if !trustedProxies.isEmpty {
      context.client = ClientKey(
        address: ClientKey.address(
          peer: context.peerAddress, forwardedFor: request.headers[HeaderName.forwardedFor],
          trustedProxies: trustedProxies))
    }
    return try await next(request, context)
  }
}
