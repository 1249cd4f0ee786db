public import Community
import Folding

extension RuleBody {
  /// The name of the first thing that cannot be used; `nil` when the rule can be compiled.
  public var problem: Problem? {
    if phrase.isEmpty || phrase.count > Self.longestPhrase { return .phrase }
    if Action.allCases.first(where: { $0.name == action }) == nil { return .action }
    if Category(rawValue: category) == nil { return .category }
    if conditions.contains(where: { $0.phrases.isEmpty || ($0.kind == .near) != ($0.distance != nil) }) {
      return .conditions
    }
    if isDetector { return DetectorKind(rawValue: phrase) == nil ? .phrase : nil }
    guard let strictness = Strictness.allCases.first(where: { $0.name == strictness }) else { return .strictness }
    // So little that it would be found everywhere: see `Pattern`.
    let units = ModerationFold.fold(phrase)
    guard let first = units.first, units.count > 1 || first.run > 1 || strictness == .exact else { return .phrase }
    return nil
  }

  public enum Problem: String, Error, CaseIterable, Sendable {
    case phrase
    case action
    case category
    case strictness
    case conditions

    public var text: LocalizedText {
      switch self {
      case .phrase:
        LocalizedText(
          ja: "言葉が短すぎるか、長すぎるか、その検出器がありません。", en: "The word is too short or too long, or there is no such detector.")
      case .action: LocalizedText(ja: "その動作はありません。", en: "There is no such action.")
      case .category: LocalizedText(ja: "その分類はありません。", en: "There is no such category.")
      case .strictness: LocalizedText(ja: "その強さはありません。", en: "There is no such strictness.")
      case .conditions: LocalizedText(ja: "条件が足りません。", en: "A condition is incomplete.")
      }
    }
  }

  public static let longestPhrase = 60

  /// What two rules for the same thing have in common, however it is written.
  public var foldedKey: String {
    guard !isDetector else { return "detector:" + phrase }
    var key = ""
    for unit in ModerationFold.fold(phrase) {
      key.unicodeScalars.append(Unicode.Scalar(unit.scalar) ?? "\u{FFFD}")
      if unit.run > 1 { key += "+" }
    }
    return key
  }

  var compiledStrictness: Strictness { Strictness.allCases.first { $0.name == strictness } ?? .strict }
  var compiledAction: Action { Action.allCases.first { $0.name == action } ?? .hold }
  var compiledCategory: Category { Category(rawValue: category) ?? .insult }

  fileprivate var compiledReason: LocalizedText {
    reason
      ?? LocalizedText(
        ja: "「\(compiledCategory.label.ja)」にあたる言葉が含まれています。",
        en: "This contains words of the kind: \(compiledCategory.label.en).")
  }

  /// The same word as a rule.
  public init(_ word: WatchedWord) {
    self.init(phrase: word.phrase)
    reading = word.reading
    romaji = word.romaji
    spellings = word.spellings
    strictness = word.strictness.name
    action = word.action.name
    category = word.category.rawValue
    reason = word.reason
    showsPhrase = word.showsPhrase
    exceptions = word.exceptions
  }

  /// The same detector as a rule.
  public init(_ detector: DetectorRule) {
    self.init(phrase: detector.kind.rawValue, isDetector: true)
    action = detector.action.name
    category = detector.kind.category.rawValue
    reason = detector.reason
  }

  /// What a new community starts with.
  public static let starter: [RuleBody] =
    StarterWords.all.map { RuleBody($0) } + StarterWords.detectors.map { RuleBody($0) }
}

extension Rule {
  /// `nil` for a detector.
  public var word: WatchedWord? {
    guard !body.isDetector else { return nil }
    return WatchedWord(
      phrase: body.phrase, reading: body.reading, romaji: body.romaji, spellings: body.spellings,
      action: body.compiledAction, category: body.compiledCategory, reason: body.compiledReason,
      showsPhrase: body.showsPhrase, strictness: body.compiledStrictness, exceptions: body.exceptions,
      rule: RuleReference(id: id, version: version))
  }

  /// `nil` for a word.
  public var detector: DetectorRule? {
    guard body.isDetector, let kind = DetectorKind(rawValue: body.phrase) else { return nil }
    return DetectorRule(
      kind, action: body.compiledAction, reason: body.reason, rule: RuleReference(id: id, version: version))
  }
}

/// Which rule, and which of its versions.
public struct RuleReference: Hashable, Sendable {
  public let id: RuleID
  public let version: Int

  public init(id: RuleID, version: Int) {
    self.id = id
    self.version = version
  }
}

extension Screener {
  /// A screener of rules, with everything about scope, conditions, expiry and observing.
  /// - Parameter borders: makes the dictionary for the words, or `nil` where there is none.
  public convenience init(rules: [Rule], borders: ([WatchedWord]) -> (any WordBorders)?, version: Int) {
    let words = rules.compactMap(\.word)
    let detectors = rules.compactMap(\.detector)
    let dictionary = borders(words)
    self.init(
      words: words, innocentPhrases: InnocentPhrases.all, detectorRules: detectors, borders: dictionary,
      version: version, policies: RulePolicies(rules, detectorRules: detectors, borders: dictionary))
  }
}
