import Community
import Foundation
import Persistence

/// The one-time link that makes the member who opens it an administrator.
struct UseSetupLink: Sendable {
  /// How long a link works.
  static let life = Duration.seconds(24 * 3_600)

  let dependencies: Dependencies

  /// When it returns, the member is an administrator, and signed in only here, by a new session.
  /// - Throws: a rejection with `setupLinkInvalid`; an unexpected error.
  func callAsFunction(_ token: String, by visitor: Visitor, device: String) async throws -> (MemberSummary, NewSession)
  {
    let now = dependencies.now()
    guard (16...128).contains(token.utf8.count) else { throw Rejection(.setupLinkInvalid) }
    let member = try await dependencies.database.setupLinks.use(
      tokenHash: Secret.digest(token), by: visitor.member.id, at: now)
    try await dependencies.sessions.endAll(of: member.id)
    dependencies.hub.endSessions(of: member.id)
    return (member, try await dependencies.sessions.begin(for: member, device: device, at: now))
  }

  /// A link for the terminal, while the community has no administrator.
  /// - Returns: `nil` when it has one.
  func makeIfNeeded(origin: String) async throws -> String? {
    let members = try await dependencies.database.members.allNames()
    guard !members.contains(where: { $0.role == .administrator }) else { return nil }
    let (token, now) = (Secret.token(), dependencies.now())
    try await dependencies.database.setupLinks.create(
      tokenHash: Secret.digest(token), at: now, expiresAt: now.advanced(by: Self.life))
    // After `#` it is sent to no server and stands in no log.
    return "\(origin)/setup#\(token)"
  }
}
