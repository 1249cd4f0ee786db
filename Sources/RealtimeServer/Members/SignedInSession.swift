import Community
import Logging

/// The signed-in member behind a `Cookie` header.
enum SignedInSession {
  /// - Returns: `nil` when nobody is signed in, or when the database cannot be asked right now.
  static func find(cookieHeader: String?, dependencies: Dependencies) async -> Visitor? {
    let cookie = SessionCookie.session(isSecure: dependencies.configuration.isSecure)
    guard let token = cookie.value(in: cookieHeader) else { return nil }
    do {
      return try await dependencies.sessions.find(token: token, at: dependencies.now())?.visitor
    } catch {
      dependencies.logger.error("session.lookup.failed", metadata: ["error": "\(error)"])
      return nil
    }
  }
}
