/// What happens to a text in which a watched word was found. Ordered by strength: when several rules fire, the strongest
/// action wins.
public enum Action: Int, CaseIterable, Comparable, Sendable {
  /// Only counted. Where every imported rule starts.
  case observe
  /// Published, and put in the review queue.
  case flag
  /// Published with the found characters covered.
  case mask
  /// Sent back once: the author is asked to think again.
  case nudge
  /// Held, and the author's next messages are spaced out.
  case slowDown
  /// Stored, unseen by others, until a moderator decides.
  case hold
  /// Refused with the rule's reason.
  case block
  /// Refused, and the author may not post for a while.
  case timeout

  public static func < (left: Action, right: Action) -> Bool { left.rawValue < right.rawValue }
}
