import Community
import Foundation
import Testing

@testable import Persistence

@Suite struct `Signing in` {
  @Test func `takes the right code, once, in the browser that asked`() async throws {
    let signIns = try await TestCommunity().database.signIns
    let id = try await signIns.create(challenge("browser", code: "123456"))
    await #expect(throws: Refusal.codeExpired) { try await verify(signIns, "other browser", "123456") }
    await #expect(throws: Refusal.codeWrong) { try await verify(signIns, "browser", "654321") }
    #expect(try await signIns.findVerified(browserHash: hash("browser"), since: .moment(0)) == nil)
    let verified = try await verify(signIns, "browser", "123456")
    #expect(verified.id == id)
    #expect(verified.emailHash == hash("haru@example.jp"))
    #expect(verified.email == Data("sealed".utf8))
    #expect(try await signIns.findVerified(browserHash: hash("browser"), since: .moment(1)) == verified)
    #expect(try await signIns.findVerified(browserHash: hash("browser"), since: .moment(2)) == nil)
    await #expect(throws: Refusal.codeExpired) { try await verify(signIns, "browser", "123456") }
  }

  @Test func `ends after five tries and after the code's life`() async throws {
    let signIns = try await TestCommunity().database.signIns
    _ = try await signIns.create(challenge("browser", code: "123456"))
    for _ in 0..<4 {
      await #expect(throws: Refusal.codeWrong) { try await verify(signIns, "browser", "000000") }
    }
    await #expect(throws: Refusal.codeTriesUsedUp) { try await verify(signIns, "browser", "000000") }
    await #expect(throws: Refusal.codeTriesUsedUp) { try await verify(signIns, "browser", "123456") }
    _ = try await signIns.create(challenge("late", code: "123456"))
    await #expect(throws: Refusal.codeExpired) { try await verify(signIns, "late", "123456", at: .moment(600)) }
  }

  @Test func `gives parallel guesses no more tries`() async throws {
    let signIns = try await TestCommunity().database.signIns
    _ = try await signIns.create(challenge("browser", code: "123456"))
    let refusals = await withTaskGroup(of: Refusal?.self) { group in
      for guess in 0..<20 {
        group.addTask {
          do {
            _ = try await verify(signIns, "browser", "\(guess)")
            return nil
          } catch {
            return error as? Refusal
          }
        }
      }
      return await group.reduce(into: [Refusal?]()) { $0.append($1) }
    }
    #expect(refusals.count { $0 == .codeWrong } == 4)
    #expect(refusals.count { $0 == .codeTriesUsedUp } == 16)
  }

  @Test func `counts for limits, and forgets`() async throws {
    let signIns = try await TestCommunity().database.signIns
    _ = try await signIns.create(challenge("a", at: .moment(0)))
    _ = try await signIns.create(challenge("b", at: .moment(10)))
    _ = try await signIns.create(challenge("c", email: "sora@example.jp", at: .moment(20)))
    await #expect(throws: Refusal.codeWrong) { try await verify(signIns, "b", "x", at: .moment(11)) }
    _ = try await verify(signIns, "b", "123456", at: .moment(12))
    let counts = try await signIns.counts(
      emailHash: hash("haru@example.jp"), clientHash: hash("client"), since: .moment(5))
    #expect(counts.codesToAddress == 1)
    #expect(counts.lastCodeToAddressAt == .moment(10))
    #expect(counts.codesByClient == 2)
    #expect(counts.wrongTriesForAddress == 1)
    #expect(counts.codesInAll == 2)
    #expect(try await signIns.purge(before: .moment(15)) == 2)
    #expect(try await signIns.purge(before: .moment(15)) == 0)
    let none = try await signIns.counts(
      emailHash: hash("haru@example.jp"), clientHash: hash("nobody"), since: .moment(0))
    #expect(none.codesToAddress == 0)
    #expect(none.lastCodeToAddressAt == nil)
    #expect(none.codesInAll == 1)
  }

  @Test func `makes one member or one session of one verified code`() async throws {
    let community = try await TestCommunity()
    let (signIns, members, sessions) = (
      community.database.signIns, community.database.members, community.database.sessions
    )
    let id = try await signIns.create(challenge("browser", code: "123456"))
    await #expect(throws: Refusal.codeExpired) {
      try await members.create(TestCommunity.member("早すぎる"), verifiedBy: id)
    }
    _ = try await verify(signIns, "browser", "123456")
    await #expect(throws: Refusal.displayNameTaken) {
      try await members.create(TestCommunity.member("はる"), verifiedBy: id)
    }
    // A name that was taken does not use the code up.
    let created = try await members.create(TestCommunity.member("なつ"), verifiedBy: id)
    #expect(created.name == "なつ")
    #expect(try await signIns.findVerified(browserHash: hash("browser"), since: .moment(0)) == nil)
    await #expect(throws: Refusal.codeExpired) {
      try await members.create(TestCommunity.member("ふゆ"), verifiedBy: id)
    }
    await #expect(throws: Refusal.codeExpired) {
      try await sessions.create(
        for: created.id, tokenHash: hash("token"), device: "", at: .moment(2), expiresAt: .moment(9), verifiedBy: id)
    }
  }

  @Test func `by a setup link makes one administrator`() async throws {
    let community = try await TestCommunity()
    let links = community.database.setupLinks
    try await links.create(tokenHash: hash("link"), at: .moment(0), expiresAt: .moment(100))
    await #expect(throws: Refusal.setupLinkInvalid) {
      try await links.use(tokenHash: hash("guess"), by: community.haru.id, at: .moment(1))
    }
    await #expect(throws: Refusal.setupLinkInvalid) {
      try await links.use(tokenHash: hash("link"), by: community.haru.id, at: .moment(100))
    }
    let administrator = try await links.use(tokenHash: hash("link"), by: community.haru.id, at: .moment(1))
    #expect(administrator.role == .administrator)
    await #expect(throws: Refusal.setupLinkInvalid) {
      try await links.use(tokenHash: hash("link"), by: community.sora.id, at: .moment(1))
    }
    #expect(try await community.database.audit.entries(limit: 9).map(\.action) == ["changeRole", "useSetupLink"])
  }
}

private func challenge(
  _ browser: String, email: String = "haru@example.jp", code: String = "123456", at: Timestamp = .moment(0)
) -> NewSignInChallenge {
  NewSignInChallenge(
    browserHash: hash(browser), emailHash: hash(email), email: Data("sealed".utf8), keyID: "k1", codeHash: hash(code),
    clientHash: hash("client"), at: at, expiresAt: at.advanced(by: .seconds(600)))
}

@discardableResult
private func verify(_ signIns: SignInStore, _ browser: String, _ code: String, at: Timestamp = .moment(1)) async throws
  -> VerifiedSignIn
{
  try await signIns.verify(browserHash: hash(browser), codeHash: hash(code), mostTries: 5, at: at)
}

private func hash(_ text: String) -> Data { TestCommunity.bytes(text) }
