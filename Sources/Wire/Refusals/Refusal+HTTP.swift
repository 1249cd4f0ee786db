public import Community

extension Refusal {
  /// The status an HTTP answer with this refusal has (RFC 9110 §15, RFC 4918 §11.5).
  public var httpStatus: Int {
    switch self {
    case .badRequest, .unknownType: 400
    case .signInRequired, .sessionEnded: 401
    case .crossSite, .notPermitted, .roomFrozen, .roomReadOnly, .roomStickersOnly, .notYours, .ownMatter: 403
    case .notFound: 404
    case .displayNameTaken, .tooManySubscriptions, .alreadyDecided, .alreadyReported, .claimedByOther,
      .secondPersonNeeded,
      .undoTooLate:
      409
    case .messageGone: 410
    case .tooLarge: 413
    case .unsupportedMediaType: 415
    case .invalidEmail, .codeWrong, .codeExpired, .codeTriesUsedUp, .displayNameInvalid, .displayNameOfficial,
      .termsNotAccepted, .attributeInvalid, .setupLinkInvalid, .bodyEmpty, .bodyTooLong, .keyInvalid,
      .commentsOnPostsOnly, .unknownSticker, .watchedWord, .heldForReview, .reconsider:
      422
    case .codeTooSoon, .slowMode, .tooFast, .tooManyConnections: 429
    case .internal: 500
    case .overloaded, .shuttingDown: 503
    case .storageFull: 507
    }
  }
}
