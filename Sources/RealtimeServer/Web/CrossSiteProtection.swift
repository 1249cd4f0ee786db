import Community
import HTTPTypes
import Hummingbird

/// Refuses requests that another site's page makes in a member's name.
///
/// A browser says where a request comes from (`Sec-Fetch-Site`, `Origin`) and no page can lie about it. Together with
/// `SameSite` cookies and a content type that no form can send, no token is needed.
struct CrossSiteProtection: RouterMiddleware {
  /// The one origin that counts; `nil`: the request's own `Host`.
  let publicOrigin: String?
  let isSecure: Bool

  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    if let refusal = decide(request) { throw Rejection(refusal) }
    return try await next(request, context)
  }

  /// - Returns: `nil` when the request may go on.
  func decide(_ request: Request) -> Refusal? {
    switch request.method {
    case .get, .head, .options: return nil
    default: break
    }
    guard comesFromOurPage(request) else { return .crossSite }
    return hasBody(request) && !isJSON(request) ? .unsupportedMediaType : nil
  }

  private func comesFromOurPage(_ request: Request) -> Bool {
    if let site = request.headers[HeaderName.secFetchSite] { return site == "same-origin" || site == "none" }
    return Self.isOwn(
      origin: request.headers[.origin], host: request.head.authority, publicOrigin: publicOrigin, isSecure: isSecure)
  }

  /// Whether `origin` is this server's. Exact comparison: a missing, `null` or foreign origin is not.
  static func isOwn(origin: String?, host: String?, publicOrigin: String?, isSecure: Bool) -> Bool {
    guard let origin = origin?.lowercased() else { return false }
    if let publicOrigin { return origin == publicOrigin }
    guard let host = host?.lowercased(), !host.isEmpty else { return false }
    return origin == (isSecure ? "https://" : "http://") + host
  }

  private func hasBody(_ request: Request) -> Bool {
    if let length = request.headers[.contentLength] { return length != "0" }
    return request.headers[.transferEncoding] != nil
  }

  private func isJSON(_ request: Request) -> Bool {
    let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    return type == "application/json"
  }
}
