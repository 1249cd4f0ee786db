import Community
import Moderation
import Persistence

/// Asks, after a post's text was screened, what its author's ways say: too much, copies, raids, calls, words in pieces.
struct WatchBehaviour: Sendable {
  let dependencies: Dependencies

  /// - Parameters:
  ///   - screened: what screening said of the text.
  ///   - body: the text as written.
  /// - Returns: the same, with what was noticed.
  /// - Throws: a rejection with `tooFast`.
  func callAsFunction(
    _ screened: ScreenText.Outcome, of body: String, in room: Room, thread: MessageID?, by author: MemberSummary,
    calling mentions: [Mention], key: String, at now: Timestamp
  ) throws(Rejection) -> ScreenText.Outcome {
    // Colleagues among themselves write as they like.
    guard room.audience != .staff else { return screened }
    let findings = dependencies.behaviour.judge(
      BehaviourPost(
        sender: author.id, room: room.id, thread: thread, text: body, mentions: mentions.map(\.memberID), key: key,
        at: now, isTrusted: author.role.isStaffSide,
        isPublished: screened.heldFor == nil && screened.text == body),
      screener: dependencies.screener.current)
    guard !findings.isEmpty else { return screened }
    if let flood = findings.first(where: { $0.action == .slowDown }) {
      throw Rejection(.tooFast, retryAfterMs: flood.retryAfterMs)
    }
    return screened.adding(findings.filter { $0.action >= .flag }, of: body, flagging: { flagEarlier($0, at: now) })
  }

  /// The first copies of a raid are looked at together with the one that tells.
  private func flagEarlier(_ finding: BehaviourFinding, at now: Timestamp) {
    let reviews = dependencies.reviews
    dependencies.database.reviews.flag(
      finding.earlier.map { ($0.author, $0.key) }, hit: RuleHit(finding, in: "", action: .flag), at: now
    ) { result in
      if case .success(let messages) = result { messages.forEach(reviews.changed) }
    }
  }
}

extension ScreenText.Outcome {
  fileprivate func adding(
    _ findings: [BehaviourFinding], of body: String, flagging: (BehaviourFinding) -> Void
  ) -> ScreenText.Outcome {
    guard !findings.isEmpty else { return self }
    for finding in findings where !finding.earlier.isEmpty { flagging(finding) }
    let holding = findings.filter { $0.action >= .hold }
    var reason = heldFor
    if let first = holding.first {
      let names = holding.map(\.kind.rawValue).joined(separator: ", ")
      reason = HoldReason(reason.map { "\($0.text), \(names)" } ?? names, told: reason?.told ?? first.told)
    }
    return ScreenText.Outcome(text: text, heldFor: reason, hits: hits + findings.map { RuleHit($0, in: body) })
  }
}

extension RuleHit {
  /// - Parameter text: the message, in which the finding has its place.
  fileprivate init(_ finding: BehaviourFinding, in text: String, action: Action? = nil) {
    let end = text.utf8.index(text.startIndex, offsetBy: finding.utf8Range.upperBound, limitedBy: text.endIndex)
    self.init(
      rule: finding.kind.rawValue, version: BehaviourPolicy.version, action: "\(action ?? finding.action)",
      category: finding.category.rawValue, phrase: finding.phrase, startUTF16: 0,
      endUTF16: text.utf16.distance(from: text.startIndex, to: end ?? text.endIndex),
      explanation: finding.explanation)
  }
}
