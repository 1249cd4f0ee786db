import Hummingbird
import Logging

/// One line per request at debug level: the route, never the address asked for, its query or who asked.
struct RequestLog: RouterMiddleware {
  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    guard context.logger.logLevel <= .debug else { return try await next(request, context) }
    let clock = ContinuousClock()
    let started = clock.now
    let response = try await next(request, context)
    let elapsed = started.duration(to: clock.now)
    context.logger.debug(
      "http.request",
      metadata: [
        "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)", "microseconds": "\(elapsed / .microseconds(1))",
      ])
    return response
  }
}
