import Community

// What each finding says. Counted facts, no blame: the moderator judges.

extension BehaviourFinding {
  static func flood(_ post: BehaviourPost, wait: Int64, action: Action) -> BehaviourFinding {
    BehaviourFinding(
      .flood, action: action, utf8Range: 0..<post.text.utf8.count,
      explanation: LocalizedText(ja: "短い間に投稿が続いています", en: "many messages in a short time"),
      told: LocalizedText(
        ja: "投稿が続いたため、確認してから表示します。", en: "There were many messages at once, so this one will be checked first."),
      retryAfterMs: Int(wait))
  }

  static func copies(_ post: BehaviourPost, count: Int, isElsewhere: Bool, action: Action) -> BehaviourFinding {
    BehaviourFinding(
      .copies, action: action, utf8Range: 0..<post.text.utf8.count,
      explanation: LocalizedText(
        ja: "10分ほどの間に\(count)回目です" + (isElsewhere ? "（ほかの部屋を含む）" : ""),
        en: "number \(count) within about ten minutes" + (isElsewhere ? ", in several rooms" : "")),
      told: LocalizedText(
        ja: "同じ文章が続いたため、確認してから表示します。", en: "The same text was sent several times, so it will be checked first."))
  }

  static func raid(
    _ post: BehaviourPost, senders: Int, earlier: [WrittenBefore], action: Action
  ) -> BehaviourFinding {
    let many = senders >= CopyLedger.mostSenders
    return BehaviourFinding(
      .raid, action: action, utf8Range: 0..<post.text.utf8.count,
      explanation: LocalizedText(
        ja: "5分ほどの間に\(senders)人\(many ? "以上" : "")が、ほぼ同じ文章を書いています",
        en: "\(senders)\(many ? " or more" : "") people wrote nearly the same within about five minutes"),
      told: LocalizedText(
        ja: "ほかの方とほぼ同じ文章のため、確認してから表示します。", en: "Others wrote nearly the same, so it will be checked first."),
      earlier: earlier)
  }

  static func mentions(_ post: BehaviourPost, perMessage: Int, action: Action) -> BehaviourFinding {
    mentions(
      post, LocalizedText(ja: "1つの投稿で\(perMessage)人を呼んでいます", en: "\(perMessage) members in one message"), action)
  }

  static func mentions(_ post: BehaviourPost, lately: Int, action: Action) -> BehaviourFinding {
    mentions(
      post, LocalizedText(ja: "10分ほどの間に\(lately)人を呼んでいます", en: "\(lately) members within about ten minutes"), action)
  }

  private static func mentions(
    _ post: BehaviourPost, _ explanation: LocalizedText, _ action: Action
  ) -> BehaviourFinding {
    BehaviourFinding(
      .mentions, action: action, utf8Range: 0..<post.text.utf8.count, explanation: explanation,
      told: LocalizedText(
        ja: "多くの方を呼んでいるため、確認してから表示します。", en: "It calls many members, so it will be checked first."))
  }

  /// The same, for a retry: the earlier copies were told of already.
  var withoutEarlier: BehaviourFinding {
    var copy = self
    copy.earlier = []
    return copy
  }
}
