import Community
import Moderation
import Persistence

/// The one function every text of a member passes before anyone else can see it.
struct ScreenText: Sendable {
  /// A text that may be stored: as written, masked, or waiting for a moderator.
  struct Outcome: Sendable {
    let text: String
    let heldFor: HoldReason?
    /// What a moderator should see of it: of a held text, or of one that is published and flagged.
    var hits: [RuleHit] = []
  }

  let screener: CurrentScreener
  var now: @Sendable () -> Timestamp = WallClock.now
  /// Where hits are noted; `nil` for texts that nobody keeps.
  var log: HitLog?

  /// - Parameters:
  ///   - room: where it will stand; `nil` for names, edits and other texts outside a room's order.
  ///   - isSite: whether it stands in no room at all, so that rules for single rooms do not matter.
  ///   - source: whose it is, for the log of hits.
  ///   - reconsidered: whether its author was asked to think again and sends it as it is; `nil` where nobody can ask.
  /// - Throws: a rejection with the phrase, where the rule lets the author see it, and the rule's reason.
  func callAsFunction(
    _ text: String, in room: Room?, by role: Role, reconsidered: Bool? = nil, isSite: Bool = false,
    of source: TextSource? = nil
  )
    throws(Rejection) -> Outcome
  {
    // Moderators must be able to quote what they talk about among themselves.
    if room?.audience == .staff { return Outcome(text: text, heldFor: nil) }
    let context = ScreeningContext(
      room.map { .room($0.id, $0.categoryID) } ?? (isSite ? .site : .unknown), at: now())
    let verdict = screener.current.screen(text, in: context)
    if let log, !verdict.hits.isEmpty {
      log.note(verdict.hits.compactMap { FoundHit($0, in: text, source, room: room?.id, at: context.now) })
    }
    guard let action = verdict.action, let hit = verdict.strongest else { return Outcome(text: text, heldFor: nil) }
    switch action {
    case .observe:
      return Outcome(text: text, heldFor: nil)
    case .flag:
      return Outcome(text: text, heldFor: nil, hits: RuleHit.all(of: verdict, in: text))
    case .mask:
      return Outcome(text: verdict.maskedText(of: text), heldFor: nil)
    case .slowDown, .hold:
      return Outcome(
        text: text,
        heldFor: HoldReason(
          verdict.hits.filter { $0.action > .observe }.map(\.phrase).joined(separator: ", "), told: hit.told(in: text)),
        hits: RuleHit.all(of: verdict, in: text))
    case .nudge where reconsidered == true:
      return Outcome(text: text, heldFor: nil, hits: RuleHit.all(of: verdict, in: text))
    case .nudge where reconsidered == false:
      throw Rejection(.reconsider, phrase: hit.showsPhrase ? hit.matchedText(in: text) : nil)
    case .nudge, .block, .timeout:
      throw Rejection(.watchedWord, phrase: hit.showsPhrase ? hit.matchedText(in: text) : nil, reason: hit.reason)
    }
  }
}

extension Dependencies {
  /// Screens with the rules in force and notes what they find.
  var screenText: ScreenText { ScreenText(screener: screener, now: now, log: hits) }
}
