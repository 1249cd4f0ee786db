public import Community

/// Where and when a text is screened. Holds no references: making one costs nothing.
public struct ScreeningContext: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    case room(RoomID, RoomCategoryID)
    case event(Int64, RoomID, RoomCategoryID)
    /// Somewhere: rules for single rooms apply, too, since leaving them out would open a way around them.
    case unknown
    /// No room: a name, a profile.
    case site
  }

  public let place: Place
  public let now: Timestamp

  public init(_ place: Place, at now: Timestamp) {
    self.place = place
    self.now = now
  }
}

/// A hit that did not count, and why.
public struct SuppressedHit: Hashable, Sendable {
  public enum Why: String, CaseIterable, Sendable {
    /// The rule is for other places.
    case scope
    case expired
    /// Another condition of the rule does not hold.
    case condition
    /// An innocent phrase contains it.
    case exception
    /// A dictionary takes it for a part of other words.
    case dictionary
  }

  public let rule: RuleID?
  public let phrase: String
  public let utf8Range: Range<Int>
  public let why: Why
}

/// What decides about a hit beside its words: scope, conditions, expiry and observing, by rule.
struct RulePolicies: Sendable {
  private struct Policy: Sendable {
    let body: RuleBody
    let conditions: [(kind: RuleCondition.Kind, distance: Int, screener: Screener)]
    /// Only of detectors: words know theirs already.
    let exceptions: [String]
  }

  private let byRule: [RuleID: Policy]
  /// All rules of one detector: the screener finds for the strongest only.
  private let detectorRules: [String: [DetectorRule]]

  init(_ rules: [Rule], detectorRules: [DetectorRule], borders: (any WordBorders)?) {
    byRule = Dictionary(
      rules.map { rule in
        let conditions = rule.body.conditions.map { condition in
          (
            condition.kind, condition.distance ?? 0,
            Screener(words: condition.words(strictness: rule.body.compiledStrictness), borders: borders)
          )
        }
        return (
          rule.id,
          Policy(
            body: rule.body, conditions: conditions, exceptions: rule.body.isDetector ? rule.body.exceptions : [])
        )
      }, uniquingKeysWith: { _, last in last })
    self.detectorRules = Dictionary(grouping: detectorRules, by: \.kind.rawValue)
  }

  /// What is left of a verdict in that place at that time. Called only for texts in which something was found.
  func apply(
    to verdict: Verdict, of text: String, in context: ScreeningContext, suppressed: ((SuppressedHit) -> Void)? = nil
  ) -> Verdict {
    var hits: [Verdict.Hit] = []
    for found in verdict.hits {
      for hit in everyRule(of: found) {
        guard let id = hit.rule, let policy = byRule[id] else {
          hits.append(hit)
          continue
        }
        if let why = reason(against: hit, policy, text, context) {
          suppressed?(SuppressedHit(rule: id, phrase: hit.phrase, utf8Range: hit.utf8Range, why: why))
        } else {
          hits.append(policy.body.observes(at: context.now) ? hit.observed : hit)
        }
      }
    }
    return Verdict(hits: hits, rulesVersion: verdict.rulesVersion)
  }

  private func everyRule(of hit: Verdict.Hit) -> [Verdict.Hit] {
    guard hit.origin == .detector, let rules = detectorRules[hit.phrase], rules.count > 1 else { return [hit] }
    return rules.map { Verdict.Hit($0, utf8Range: hit.utf8Range) }
  }

  private func reason(against hit: Verdict.Hit, _ policy: Policy, _ text: String, _ context: ScreeningContext)
    -> SuppressedHit.Why?
  {
    if policy.body.isExpired(at: context.now) { return .expired }
    guard policy.body.scope.covers(context.place) else { return .scope }
    if !policy.exceptions.isEmpty, isExcepted(hit, policy.exceptions, text) { return .exception }
    return policy.conditions.allSatisfy { holds($0.kind, $0.distance, $0.screener.screen(text).hits, for: hit, text) }
      ? nil : .condition
  }

  private func holds(
    _ kind: RuleCondition.Kind, _ distance: Int, _ found: [Verdict.Hit], for hit: Verdict.Hit, _ text: String
  ) -> Bool {
    switch kind {
    case .and: !found.isEmpty
    case .not: found.isEmpty
    case .near:
      found.contains { other in
        let (hit, other) = (hit.range(in: text), other.range(in: text))
        if hit.overlaps(other) { return true }
        let gap =
          hit.upperBound <= other.lowerBound ? hit.upperBound..<other.lowerBound : other.upperBound..<hit.lowerBound
        return text.distance(from: gap.lowerBound, to: gap.upperBound) <= distance
      }
    }
  }

  private func isExcepted(_ hit: Verdict.Hit, _ exceptions: [String], _ text: String) -> Bool {
    let span = hit.range(in: text)
    return exceptions.contains { phrase in
      text.ranges(of: phrase).contains { $0.lowerBound <= span.lowerBound && $0.upperBound >= span.upperBound }
    }
  }
}

extension RuleScope {
  func covers(_ place: ScreeningContext.Place) -> Bool {
    if isEverywhere { return true }
    switch place {
    case .room(let room, let category): return rooms.contains(room) || categories.contains(category)
    case .event(let event, let room, let category):
      return events.contains(event) || rooms.contains(room) || categories.contains(category)
    case .unknown: return true
    case .site: return false
    }
  }
}

extension RuleCondition {
  fileprivate func words(strictness: Strictness) -> [WatchedWord] {
    phrases.map {
      WatchedWord(
        phrase: $0, action: .observe, category: .insult, reason: LocalizedText(ja: "", en: ""), strictness: strictness)
    }
  }
}

extension Screener {
  /// Says what is found in `text` and counts there and then. Costs nothing more than `screen(_:)` when nothing is found.
  public func screen(_ text: String, in context: ScreeningContext) -> Verdict {
    let verdict = screen(text)
    return verdict.hits.isEmpty ? verdict : policies?.apply(to: verdict, of: text, in: context) ?? verdict
  }
}
