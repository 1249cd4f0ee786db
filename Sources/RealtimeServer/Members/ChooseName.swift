import Community
import Folding
import Moderation

extension DisplayName {
  /// The same for names that look alike; unique among members.
  var key: String { NameFold.key(text) }
}

/// What a display name must pass: its shape, not being taken for the people who run the place, and the watched words.
struct ChooseName: Sendable {
  let screener: CurrentScreener
  let officialNames: OfficialNames

  /// - Parameter role: of whoever takes the name; those who run the community may be called so.
  /// - Throws: a rejection with `displayNameInvalid`, `displayNameOfficial` or `watchedWord`.
  func callAsFunction(_ text: String, as role: Role = .member) throws(Rejection) -> DisplayName {
    let name = try Rejection.wrap { () throws(Refusal) in try DisplayName(text) }
    if !role.isStaffSide, let claim = officialNames.claim(in: name.text) {
      throw Rejection(.displayNameOfficial, phrase: claim.name, reason: claim.reason)
    }
    let outcome = try ScreenText(screener: screener)(name.text, in: nil, by: role, isSite: true)
    // A name can neither wait for a moderator nor be shown with stars in it.
    guard outcome.heldFor == nil, outcome.text == name.text else { throw Rejection(.displayNameInvalid) }
    guard !name.key.isEmpty else { throw Rejection(.displayNameInvalid) }
    return name
  }
}
