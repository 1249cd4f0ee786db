import Community
import Moderation
import Persistence

/// The one function every text of a member passes before anyone else can see it.
struct ScreenText: Sendable {
  /// A text that may be stored: as written, masked, or waiting for a moderator.
  struct Outcome: Sendable {
    let text: String
    let heldFor: HoldReason?
  }

  let screener: CurrentScreener

  /// - Parameter room: where it will stand; `nil` for names, edits and other texts outside a room's order.
  /// - Throws: a rejection with the phrase, where the rule lets the author see it, and the rule's reason.
  func callAsFunction(_ text: String, in room: Room?, by role: Role) throws(Rejection) -> Outcome {
    // Moderators must be able to quote what they talk about among themselves.
    if room?.audience == .staff { return Outcome(text: text, heldFor: nil) }
    let verdict = screener.current.screen(text)
    guard let action = verdict.action, let hit = verdict.strongest else { return Outcome(text: text, heldFor: nil) }
    switch action {
    case .observe, .flag:
      return Outcome(text: text, heldFor: nil)
    case .mask:
      return Outcome(text: verdict.maskedText(of: text), heldFor: nil)
    case .slowDown, .hold:
      return Outcome(text: text, heldFor: HoldReason(verdict.hits.map(\.phrase).joined(separator: ", ")))
    case .nudge, .block, .timeout:
      throw Rejection(.watchedWord, phrase: hit.showsPhrase ? hit.matchedText(in: text) : nil, reason: hit.reason)
    }
  }
}
