import Community
import Persistence

/// Signing in to an invented community by choosing a role.
struct DemoSignIn: Sendable {
  let dependencies: Dependencies

  /// Signs in one of the role's invented members, another one each time, so that two browsers are two people.
  /// - Throws: a rejection with `notFound` when nobody has the role.
  func callAsFunction(as role: Role, device: String) async throws -> (MemberSummary, NewSession) {
    let members = try await dependencies.database.members.allNames().filter { $0.role == role }
    let now = dependencies.now()
    guard !members.isEmpty else { throw Rejection(.notFound) }
    var rarest = members[0]
    var fewest = Int.max
    for member in members.prefix(Self.considered) {
      let sessions = try await dependencies.database.sessions.list(of: member.id, at: now).count
      if sessions < fewest { (rarest, fewest) = (member, sessions) }
      if fewest == 0 { break }
    }
    return (rarest, try await dependencies.sessions.begin(for: rarest, device: device, at: now))
  }

  /// Members looked at for one who is not in use.
  private static let considered = 50
}
