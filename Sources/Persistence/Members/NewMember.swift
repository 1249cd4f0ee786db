public import Community
public import Foundation

/// What a member is made from. What was given in confidence comes sealed.
public struct NewMember: Sendable {
  public let name: DisplayName
  /// Two names that look alike have the same key; unique among members.
  public let nameKey: String
  public let role: Role
  public let badges: [String]
  /// Keyed hash of the e-mail address, at least 16 bytes; unique among members.
  public let emailHash: Data
  public let email: Data
  public let attributes: Data?
  /// Which key sealed `email` and `attributes`.
  public let keyID: String
  /// The version of the terms accepted on joining; `nil` only for invented members.
  public let termsVersion: Int?
  public let at: Timestamp

  public init(
    name: DisplayName, nameKey: String, role: Role = .member, badges: [String] = [], emailHash: Data, email: Data,
    attributes: Data?, keyID: String, termsVersion: Int?, at: Timestamp
  ) {
    self.name = name
    self.nameKey = nameKey
    self.role = role
    self.badges = badges
    self.emailHash = emailHash
    self.email = email
    self.attributes = attributes
    self.keyID = keyID
    self.termsVersion = termsVersion
    self.at = at
  }
}

/// What a member gave in confidence, sealed.
public struct MemberSecrets: Hashable, Sendable {
  public let email: Data
  /// `nil` when the member told none.
  public let attributes: Data?
  /// Which key sealed both.
  public let keyID: String
  public let attributesChangedAt: Timestamp?
  /// The latest version of the terms the member accepted.
  public let termsVersion: Int?
}
