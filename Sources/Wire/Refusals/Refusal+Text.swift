public import Community

extension Refusal {
  /// What a member reads: what happened and what to do. Japanese decides, English translates it.
  public var text: LocalizedText { text(phrase: nil, retryAfterMs: nil) }

  /// As `text`, naming the words that stopped it and how long to wait, where the refusal has a place for them.
  public func text(phrase: String?, retryAfterMs: Int?) -> LocalizedText {
    switch self {
    case .badRequest, .unknownType, .notFound, .tooLarge, .unsupportedMediaType, .crossSite: requestText
    case .signInRequired, .notPermitted, .sessionEnded: visitorText
    case .invalidEmail, .codeWrong, .codeExpired, .codeTriesUsedUp, .setupLinkInvalid: signInText
    case .codeTooSoon: Self.codeTooSoonText(Wait(retryAfterMs))
    case .displayNameInvalid, .displayNameTaken, .displayNameOfficial, .termsNotAccepted, .attributeInvalid: signUpText
    case .bodyEmpty, .bodyTooLong, .keyInvalid, .heldForReview: writingText
    case .reconsider: Self.reconsiderText(phrase)
    case .slowMode: Self.slowModeText(Wait(retryAfterMs))
    case .alreadyDecided, .alreadyReported, .claimedByOther, .secondPersonNeeded, .ownMatter, .undoTooLate: reviewText
    case .watchedWord: Self.watchedWordText(phrase)
    case .roomReadOnly, .roomStickersOnly, .commentsOnPostsOnly, .messageGone, .notYours, .unknownSticker, .roomFrozen:
      roomText
    case .tooFast, .overloaded: busyText(Wait(retryAfterMs))
    case .tooManySubscriptions, .tooManyConnections, .storageFull, .shuttingDown, .internal: capacityText
    }
  }

  /// How long to wait, in words: whole seconds, or minutes from two minutes on; rounded up, so that nobody is early.
  fileprivate struct Wait {
    let ja: String
    let en: String

    init(_ milliseconds: Int?) {
      guard let milliseconds, milliseconds > 0 else {
        (ja, en) = ("少し", "a moment")
        return
      }
      let seconds = (milliseconds + 999) / 1_000
      if seconds < 120 {
        (ja, en) = ("\(seconds)秒ほど", seconds == 1 ? "a second" : "\(seconds) seconds")
      } else {
        let minutes = (seconds + 59) / 60
        (ja, en) = ("\(minutes)分ほど", "\(minutes) minutes")
      }
    }
  }
}

// MARK: Texts that carry something

extension Refusal {
  private static func watchedWordText(_ phrase: String?) -> LocalizedText {
    guard let phrase else {
      return LocalizedText(
        ja: "使えない言葉が含まれています。書き直して送れます。",
        en: "It contains words that cannot be used here. You can reword it and send it again.")
    }
    return LocalizedText(
      ja: "この言葉は使えません：『\(phrase)』。書き直して送れます。",
      en: "These words cannot be used here: “\(phrase)”. You can reword it and send it again.")
  }

  private static func reconsiderText(_ phrase: String?) -> LocalizedText {
    guard let phrase else {
      return LocalizedText(
        ja: "受け取る人がつらくなるかもしれない言葉があります。このまま送るか、書き直すか、お選びください。",
        en: "Some of these words may hurt the people who read them. You can send it as it is or reword it.")
    }
    return LocalizedText(
      ja: "『\(phrase)』は、受け取る人がつらくなるかもしれません。このまま送るか、書き直すか、お選びください。",
      en: "“\(phrase)” may hurt the people who read it. You can send it as it is or reword it.")
  }

  private static func slowModeText(_ wait: Wait) -> LocalizedText {
    LocalizedText(
      ja: "この部屋はいま、みんなが読める速さで進めています。あと\(wait.ja)で送れます。",
      en: "This room goes at a pace everyone can read for now. You can send this in \(wait.en).")
  }

  private static func codeTooSoonText(_ wait: Wait) -> LocalizedText {
    LocalizedText(
      ja: "コードは先ほどお送りしました。届かないときは、\(wait.ja)待つともう一度送れます。",
      en: "A code was just sent. If it does not arrive, wait \(wait.en) and ask for another.")
  }

  private func busyText(_ wait: Wait) -> LocalizedText {
    self == .tooFast
      ? LocalizedText(
        ja: "続けての操作が多いようです。\(wait.ja)待って、もう一度お試しください。",
        en: "That was a lot at once. Please wait \(wait.en) and try again.")
      : LocalizedText(
        ja: "混み合っています。\(wait.ja)待って、もう一度お試しください。",
        en: "It is busy right now. Please wait \(wait.en) and try again.")
  }
}
