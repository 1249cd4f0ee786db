import Community
import Foundation
import Persistence

/// What a member gave in confidence, opened for the member.
struct MemberConfidence: Sendable {
  struct Content: Sendable {
    let email: String
    let attributes: MemberAttributes
    let termsVersion: Int
  }

  let dependencies: Dependencies

  /// - Throws: `Refusal.notFound`, an unexpected error (also when the sealed values do not open).
  func read(of member: MemberID) async throws -> Content {
    let emailHash = try await dependencies.database.members.emailHash(of: member)
    let secrets = try await dependencies.database.members.secrets(of: member)
    let email = try dependencies.vault.open(secrets.email, for: .email(ofMember: emailHash))
    return Content(
      email: String(decoding: email, as: UTF8.self),
      attributes: try dependencies.vault.openAttributes(secrets.attributes, ofMember: emailHash),
      termsVersion: secrets.termsVersion ?? 0)
  }

  /// When it returns, the changed attributes are on disk, and both they and the address are sealed with the current key.
  func change(
    of member: MemberID, _ body: (inout MemberAttributes) -> Void
  ) async throws -> MemberAttributes {
    let content = try await read(of: member)
    var attributes = content.attributes
    body(&attributes)
    let (vault, emailHash) = (dependencies.vault, try await dependencies.database.members.emailHash(of: member))
    try await dependencies.database.members.setAttributes(
      try vault.seal(attributes, ofMember: emailHash),
      email: try vault.seal(Data(content.email.utf8), for: .email(ofMember: emailHash)), keyID: vault.keyID,
      of: member, at: dependencies.now())
    return attributes
  }

  /// Tells its owner which address it is, and a look over the shoulder little: `m***@example.jp`.
  static func masked(_ email: String) -> String {
    guard let at = email.lastIndex(of: "@"), let first = email.first, at != email.startIndex else { return "***" }
    return "\(first)***\(email[at...])"
  }
}
