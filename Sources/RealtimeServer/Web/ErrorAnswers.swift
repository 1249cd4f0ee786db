import Community
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns whatever a route throws into the one shape of an error.
///
/// A refusal is told as it is. Anything unexpected is logged once, here, and told as `internal`: no member learns of
/// files, queries or versions from an answer.
struct ErrorAnswers: RouterMiddleware {
  func handle(
    _ request: Request, context: AppRequestContext,
    next: (Request, AppRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection's own affair: the server answers 400 and closes.
      throw error
    } catch {
      return .refusal(
        Self.rejection(of: error, logger: context.logger, route: context.endpointPath), in: context.language)
    }
  }

  private static func rejection(of error: any Error, logger: Logger, route: String?) -> Rejection {
    switch error {
    case let rejection as Rejection: return rejection
    case let refusal as Refusal: return Rejection(refusal)
    case is NIOTooManyBytesError: return Rejection(.tooLarge)
    case let error as HTTPError: return Rejection(error.status == .notFound ? .notFound : .badRequest)
    case is CancellationError, is ChannelError, is IOError:
      // The client went away in the middle; nobody reads the answer.
      return Rejection(.internal)
    default:
      logger.error("http.request.failed", metadata: ["route": "\(route ?? "none")", "error": "\(error)"])
      return Rejection(.internal)
    }
  }
}
