import HTTPTypes
import Hummingbird

/// Headers that every answer carries, errors and files included.
struct SecurityHeaders: RouterMiddleware {
  /// Whether browsers reach the server over TLS.
  let isSecure: Bool

  /// Only our own files; no inline script or style; text becomes a script's address through one named policy only.
  static let contentSecurityPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types hiroba",
  ].joined(separator: "; ")

  static let permissionsPolicy = [
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "usb",
  ].map { "\($0)=()" }.joined(separator: ", ")

  /// Two years; the sub-domains of a community's host are its own.
  static let transportSecurity = "max-age=63072000; includeSubDomains"

  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[HeaderName.referrerPolicy] = "same-origin"
    response.headers[HeaderName.openerPolicy] = "same-origin"
    response.headers[HeaderName.resourcePolicy] = "same-origin"
    response.headers[HeaderName.permissionsPolicy] = Self.permissionsPolicy
    if isSecure { response.headers[.strictTransportSecurity] = Self.transportSecurity }
    // What is not meant to be kept says so: a shared phone's cache must not hold a member's pages.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
