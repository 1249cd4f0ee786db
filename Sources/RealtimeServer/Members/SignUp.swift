import Community
import Foundation
import Persistence

/// Joining: a name everyone may see, and what the member tells in confidence.
struct SignUp: Sendable {
  struct Profile: Sendable {
    let displayName: String
    let attributes: MemberAttributes
    let termsVersion: Int
  }

  let dependencies: Dependencies
  let limits: SignInLimits

  /// When it returns, the member is on disk and signed in, and the code that proved the address is used up.
  /// - Parameter secret: from the challenge cookie of the browser that entered the code.
  /// - Throws: a rejection; an unexpected error.
  func callAsFunction(_ profile: Profile, secret: String?, device: String) async throws -> (
    MemberSummary, NewSession, emailHash: Data
  ) {
    let now = dependencies.now()
    guard let secret,
      case let browserHash = Secret.digest(secret),
      let verified = try await dependencies.database.signIns.findVerified(
        browserHash: browserHash, since: now.advanced(by: .zero - limits.profileTime))
    else { throw Rejection(.codeExpired) }
    guard profile.termsVersion == Terms.current.version else { throw Rejection(.termsNotAccepted) }
    let name = try ChooseName(screener: dependencies.screener, officialNames: dependencies.officialNames)(
      profile.displayName)
    let member = try await dependencies.database.members.create(
      try newMember(name, profile, verified, browserHash: browserHash, at: now), verifiedBy: verified.id)
    dependencies.names.add([(name: member.name, member: member.id)])
    dependencies.controls.joined(member.id, at: now)
    let session = try await dependencies.sessions.begin(for: member, device: device, at: now)
    return (member, session, verified.emailHash)
  }

  private func newMember(
    _ name: DisplayName, _ profile: Profile, _ verified: VerifiedSignIn, browserHash: Data, at now: Timestamp
  ) throws -> NewMember {
    let vault = dependencies.vault
    let email = try vault.open(verified.email, for: .email(ofChallenge: browserHash))
    return NewMember(
      name: name, nameKey: name.key, emailHash: verified.emailHash,
      email: try vault.seal(email, for: .email(ofMember: verified.emailHash)),
      attributes: try vault.seal(profile.attributes, ofMember: verified.emailHash), keyID: vault.keyID,
      termsVersion: profile.termsVersion, at: now)
  }
}
