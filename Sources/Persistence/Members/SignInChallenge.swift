public import Community
public import Foundation

/// A code that was sent to an address.
public struct SignInChallengeID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A code on its way to an address. Hashes are keyed, at least 16 bytes; the code itself is never stored.
public struct NewSignInChallenge: Sendable {
  /// Of the secret in the cookie of the browser that asked: only that browser can use the code.
  public let browserHash: Data
  public let emailHash: Data
  /// Sealed.
  public let email: Data
  /// Which key sealed `email`.
  public let keyID: String
  public let codeHash: Data
  /// Of the address the request came from: for limits only, and forgotten with the challenge.
  public let clientHash: Data
  public let at: Timestamp
  public let expiresAt: Timestamp

  public init(
    browserHash: Data, emailHash: Data, email: Data, keyID: String, codeHash: Data, clientHash: Data, at: Timestamp,
    expiresAt: Timestamp
  ) {
    self.browserHash = browserHash
    self.emailHash = emailHash
    self.email = email
    self.keyID = keyID
    self.codeHash = codeHash
    self.clientHash = clientHash
    self.at = at
    self.expiresAt = expiresAt
  }
}

/// A challenge whose code was entered correctly.
public struct VerifiedSignIn: Hashable, Sendable {
  public let id: SignInChallengeID
  public let emailHash: Data
  /// Sealed.
  public let email: Data
  public let keyID: String
  public let verifiedAt: Timestamp
}

/// How much has been asked for in a window of time.
public struct SignInCounts: Hashable, Sendable {
  /// Codes sent to the address.
  public let codesToAddress: Int
  public let lastCodeToAddressAt: Timestamp?
  /// Codes asked for by the client, whatever the address.
  public let codesByClient: Int
  /// Wrong codes entered for the address, in any browser.
  public let wrongTriesForAddress: Int
  /// Codes sent to anyone.
  public let codesInAll: Int
}
