/// Where a rule fired in a text, and why, in words a moderator understands.
public struct RuleHit: Hashable, Sendable {
  /// The rule's id; the phrase for words that are in no list of rules.
  public let rule: String
  /// The version of that rule.
  public let version: Int
  /// What the rule does: `observe`, `flag`, `mask`, `nudge`, `slowDown`, `hold`, `block` or `timeout`.
  public let action: String
  public let category: String
  /// The rule's phrase, which may be written quite differently in the text.
  public let phrase: String
  /// Where it stands in the written text, in UTF-16 code units.
  public let startUTF16: Int
  public let endUTF16: Int
  /// Which folds led from the text to the phrase.
  public let explanation: LocalizedText

  public init(
    rule: String, version: Int, action: String, category: String, phrase: String, startUTF16: Int, endUTF16: Int,
    explanation: LocalizedText
  ) {
    self.rule = rule
    self.version = version
    self.action = action
    self.category = category
    self.phrase = phrase
    self.startUTF16 = startUTF16
    self.endUTF16 = endUTF16
    self.explanation = explanation
  }
}

/// A moderator's word on whether a rule was right to fire.
public enum HitMark: String, CaseIterable, Codable, Sendable {
  case right
  case wrong
}
