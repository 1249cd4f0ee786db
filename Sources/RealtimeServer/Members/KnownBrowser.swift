import Community
import Foundation

/// A browser in which an address was proven before, told by a cookie that only this server can make.
///
/// Anyone may ask for codes to any address, so strangers can use up its limits. A known browser has an allowance of its
/// own: nobody keeps an owner from signing in.
struct KnownBrowser: Sendable {
  /// How long the mark lasts without signing in.
  static let life = Duration.seconds(365 * 24 * 3_600)

  private let vault: Vault
  private let allowance: RateLimiter<Data>

  init(vault: Vault, limits: SignInLimits) {
    self.vault = vault
    let burst = Double(limits.codesToAddress)
    allowance = RateLimiter(rate: burst / Double(limits.window.components.seconds), burst: burst)
  }

  /// The cookie's value for an address.
  func mark(for emailHash: Data) -> String {
    Secret.base64URL(vault.mark(of: emailHash))
  }

  /// Whether the cookie says that this address was proven here.
  func knows(_ emailHash: Data, cookie: String?) -> Bool {
    guard let cookie else { return false }
    return Secret.areEqual(Data(cookie.utf8), Data(mark(for: emailHash).utf8))
  }

  /// Takes one code of the allowance that all known browsers of the address share.
  /// - Throws: a rejection with `codeTooSoon`.
  func take(_ emailHash: Data, at now: Timestamp) throws(Rejection) {
    do throws(Rejection) {
      try allowance.take(emailHash, at: now)
    } catch {
      throw Rejection(.codeTooSoon, retryAfterMs: error.retryAfterMs)
    }
  }
}
