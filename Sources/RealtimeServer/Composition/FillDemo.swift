import Community
import Folding
import Foundation
import Persistence

/// Fills an empty community with invented members and what they wrote.
struct FillDemo: Sendable {
  let dependencies: Dependencies

  /// When it returns, the community is a demo for ever.
  func callAsFunction(members count: Int, messages: Int) async throws {
    Terminal.say(
      ja: "体験用のコミュニティを作っています（メンバー\(count)人、投稿\(messages)件）…",
      en: "Making a demo community (\(count) members, \(messages) messages) …")
    try await dependencies.database.meta.markDemo()
    _ = try await dependencies.database.members.create((0..<count).map { try newMember($0) })
  }

  private func newMember(_ number: Int) throws -> NewMember {
    let name = try DisplayName("体験\(number + 1)")
    let vault = dependencies.vault
    // `.invalid` never leads anywhere (RFC 2606).
    let email = try EmailAddress("demo\(number + 1)@example.invalid")
    let emailHash = vault.lookup(email)
    return NewMember(
      name: name, nameKey: NameFold.key(name.text),
      role: number < Role.allCases.count ? Role.allCases[number] : .member,
      emailHash: emailHash, email: try vault.seal(Data(email.text.utf8), for: .email(ofMember: emailHash)),
      attributes: nil, keyID: vault.keyID, termsVersion: Terms.current.version, at: dependencies.now())
  }
}
