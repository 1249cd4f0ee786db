import Community
import Foundation
import Persistence
import Synchronization

/// Sending a six-digit code to an address.
///
/// Does exactly the same for every address, a member's or not: nothing here looks at members. The e-mail leaves after
/// the answer.
struct RequestSignInCode: Sendable {
  let dependencies: Dependencies
  let limits: SignInLimits
  /// Codes being made: two for one address at the same moment are one too many, and a client's count for it already.
  let inProgress: CodesInProgress
  let browsers: KnownBrowser

  /// When it returns, the code is on its way to the address and can be entered by the browser that keeps the secret.
  /// - Parameter mark: the known browser's cookie.
  /// - Returns: the secret for the challenge cookie.
  /// - Throws: a rejection; an unexpected error.
  func callAsFunction(
    _ address: String, from client: ClientKey, mark: String?, in language: Language
  ) async throws -> String {
    let email = try Rejection.wrap { () throws(Refusal) in try EmailAddress(address) }
    let (vault, now) = (dependencies.vault, dependencies.now())
    let (emailHash, clientHash) = (vault.lookup(email), vault.lookup(client))
    guard let besides = inProgress.begin(emailHash, by: clientHash) else {
      throw Rejection(.codeTooSoon, retryAfterMs: limits.pause.milliseconds)
    }
    defer { inProgress.end(emailHash, by: clientHash) }
    if browsers.knows(emailHash, cookie: mark) {
      try browsers.take(emailHash, at: now)
    } else if let rejection = limits.decide(
      recent: try await counts(emailHash, clientHash, besides, in: limits.window, before: now),
      today: try await counts(emailHash, clientHash, besides, in: limits.day, before: now), at: now)
    {
      throw rejection
    }

    let (secret, code) = (Secret.token(), Secret.code())
    let browserHash = Secret.digest(secret)
    _ = try await dependencies.database.signIns.create(
      NewSignInChallenge(
        browserHash: browserHash, emailHash: emailHash,
        email: try vault.seal(Data(email.text.utf8), for: .email(ofChallenge: browserHash)), keyID: vault.keyID,
        codeHash: vault.digest(code: code, challenge: browserHash), clientHash: clientHash, at: now,
        expiresAt: now.advanced(by: limits.codeLife)))
    try Rejection.wrap { () throws(Refusal) in
      try dependencies.mail.send(
        MailText.signInCode(
          code, to: email, community: dependencies.configuration.communityName, in: language))
    }
    return secret
  }

  private func counts(
    _ emailHash: Data, _ clientHash: Data, _ besides: Int, in window: Duration, before now: Timestamp
  ) async throws -> SignInLimits.Counts {
    let counts = try await dependencies.database.signIns.counts(
      emailHash: emailHash, clientHash: clientHash, since: now.advanced(by: .zero - window))
    return SignInLimits.Counts(
      codesToAddress: counts.codesToAddress, lastCodeToAddressAt: counts.lastCodeToAddressAt,
      codesByClient: counts.codesByClient + besides)
  }
}

/// Codes between the look at the counts and the new row, by keyed hashes.
final class CodesInProgress: Sendable {
  private struct State {
    var addresses: Set<Data> = []
    var byClient: [Data: Int] = [:]
  }

  private let state = Mutex(State())

  /// - Returns: how many codes the same client has under way besides this one; `nil` when the address has one already.
  func begin(_ address: Data, by client: Data) -> Int? {
    state.withLock { state in
      guard state.addresses.insert(address).inserted else { return nil }
      defer { state.byClient[client, default: 0] += 1 }
      return state.byClient[client] ?? 0
    }
  }

  func end(_ address: Data, by client: Data) {
    state.withLock { state in
      state.addresses.remove(address)
      let left = (state.byClient[client] ?? 1) - 1
      state.byClient[client] = left > 0 ? left : nil
    }
  }
}
