import Community
import Moderation

extension RuleHit {
  /// Every hit of a verdict, as moderators are shown it. `text` must be the screened text.
  static func all(of verdict: Verdict, in text: String) -> [RuleHit] {
    verdict.hits.map { RuleHit($0, in: text, version: verdict.rulesVersion) }
  }

  private init(_ hit: Verdict.Hit, in text: String, version: Int) {
    let range = hit.range(in: text)
    self.init(
      rule: hit.rule.map(\.description) ?? hit.phrase, version: hit.reference?.version ?? version,
      action: "\(hit.action)", category: hit.category.rawValue, phrase: hit.phrase,
      startUTF16: text.utf16.distance(from: text.startIndex, to: range.lowerBound),
      endUTF16: text.utf16.distance(from: text.startIndex, to: range.upperBound),
      explanation: LocalizedText(
        ja: "「\(hit.phrase)」：\(hit.explanation.ja)", en: "“\(hit.phrase)”: \(hit.explanation.en)"))
  }
}

extension Verdict.Hit {
  /// Why it waits, for its author: the rule's reason, and the words where the rule lets the author see them.
  func told(in text: String) -> LocalizedText {
    guard showsPhrase else { return reason }
    let words = matchedText(in: text)
    return LocalizedText(ja: "『\(words)』：\(reason.ja)", en: "“\(words)”: \(reason.en)")
  }
}
