/// An expected "no", told to the member with a stable code and a text in their language.
///
/// Raw values are wire codes: never rename one, only add. The texts live in `Wire`.
public enum Refusal: String, Error, CaseIterable, Sendable {
  // The request itself
  case badRequest
  case unknownType
  case notFound
  case tooLarge
  case unsupportedMediaType
  case crossSite

  // Who is asking
  case signInRequired
  case notPermitted
  case sessionEnded

  // Signing in and up
  case invalidEmail
  case codeWrong
  case codeExpired
  case codeTriesUsedUp
  case codeTooSoon
  case displayNameInvalid
  case displayNameTaken
  case displayNameOfficial
  case termsNotAccepted
  case attributeInvalid
  case setupLinkInvalid

  // Writing
  case bodyEmpty
  case bodyTooLong
  case keyInvalid
  case roomReadOnly
  case roomStickersOnly
  case commentsOnPostsOnly
  case messageGone
  case notYours
  case unknownSticker
  case watchedWord
  case heldForReview
  case reconsider
  case roomFrozen
  case slowMode

  // Reviewing
  case alreadyDecided
  case alreadyReported
  case claimedByOther
  case secondPersonNeeded
  case ownMatter
  case undoTooLate

  // Capacity
  case tooFast
  case tooManySubscriptions
  case tooManyConnections
  case overloaded
  case storageFull
  case shuttingDown
  case `internal`

  /// True when the same request may succeed later without a change.
  public var isTemporary: Bool {
    switch self {
    case .tooFast, .slowMode, .overloaded, .shuttingDown, .internal, .codeTooSoon, .tooManyConnections, .storageFull:
      true
    default: false
    }
  }
}
