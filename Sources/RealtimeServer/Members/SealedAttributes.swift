import Community
import Foundation

/// A member's attributes as JSON, sealed.
extension Vault {
  /// - Returns: `nil` when nothing was told.
  func seal(_ attributes: MemberAttributes, ofMember emailHash: Data) throws -> Data? {
    guard attributes != MemberAttributes() else { return nil }
    return try seal(JSONEncoder().encode(attributes), for: .attributes(ofMember: emailHash))
  }

  func openAttributes(_ sealed: Data?, ofMember emailHash: Data) throws -> MemberAttributes {
    guard let sealed else { return MemberAttributes() }
    return try JSONDecoder().decode(
      MemberAttributes.self, from: try open(sealed, for: .attributes(ofMember: emailHash)))
  }
}
