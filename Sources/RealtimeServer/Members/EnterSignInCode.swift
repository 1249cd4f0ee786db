import Community
import Foundation
import Persistence

/// Entering the code: signs a member in, or lets a newcomer go on to their profile.
struct EnterSignInCode: Sendable {
  enum Outcome: Sendable {
    /// - Parameter emailHash: of the address that was proven.
    case signedIn(MemberSummary, NewSession, emailHash: Data)
    case profile
  }

  let dependencies: Dependencies
  let limits: SignInLimits

  /// - Parameter secret: from the challenge cookie.
  /// - Throws: a rejection with `codeWrong`, `codeExpired` or `codeTriesUsedUp`; an unexpected error.
  func callAsFunction(_ text: String, secret: String?, device: String) async throws -> Outcome {
    guard let secret else { throw Rejection(.codeExpired) }
    // What cannot be a code is not a try.
    guard let code = Self.digits(text) else { throw Rejection(.codeWrong) }
    let (now, browserHash) = (dependencies.now(), Secret.digest(secret))
    let verified = try await dependencies.database.signIns.verify(
      browserHash: browserHash, codeHash: dependencies.vault.digest(code: code, challenge: browserHash),
      mostTries: limits.tries, at: now)
    guard let member = try await dependencies.database.members.find(emailHash: verified.emailHash) else {
      return .profile
    }
    let session = try await dependencies.sessions.begin(
      for: member, device: device, at: now, verifiedBy: verified.id)
    return .signedIn(member, session, emailHash: verified.emailHash)
  }

  /// Six digits, as typed on any keyboard: full-width ones, spaces and hyphens between them.
  /// - Returns: `nil` for anything else.
  static func digits(_ text: String) -> String? {
    guard text.utf8.count <= 64 else { return nil }
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.unicodeScalars.append(scalar)
      case 0xFF10...0xFF19: digits.append(String(scalar.value - 0xFF10))
      case 0x20, 0x3000, 0x2D, 0x2010...0x2015, 0xFF0D, 0x09: continue
      default: return nil
      }
    }
    return digits.utf8.count == 6 ? digits : nil
  }
}
