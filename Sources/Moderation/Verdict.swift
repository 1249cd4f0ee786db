public import Community
public import Folding

/// The result of screening a text.
public struct Verdict: Hashable, Sendable {
  /// A watched word found in a text.
  public struct Hit: Hashable, Sendable {
    /// The rule's phrase, which may be written quite differently in the text.
    public let phrase: String
    public let action: Action
    public let category: Category
    public let reason: LocalizedText
    public let showsPhrase: Bool
    /// Where it stands in the screened text: UTF-8 offsets, always whole characters (grapheme clusters).
    public let utf8Range: Range<Int>
    /// What had to be undone in the text to find the phrase.
    public let folds: FoldFlags
    /// How the phrase was varied to find it.
    public let origin: PatternOrigin
    /// The rule that found it; `nil` for words that are in no list of rules.
    public var rule: RuleID? { reference?.id }
    public let reference: RuleReference?

    init(
      _ word: WatchedWord, utf8Range: Range<Int>, folds: FoldFlags = [], origin: PatternOrigin = .spelling,
      action: Action? = nil
    ) {
      self.phrase = word.phrase
      self.action = action ?? word.action
      self.category = word.category
      self.reason = word.reason
      self.showsPhrase = word.showsPhrase
      self.utf8Range = utf8Range
      self.folds = folds
      self.origin = origin
      self.reference = word.rule
    }

    /// The same hit, only counted.
    var observed: Hit { Hit(self, action: .observe) }

    private init(_ hit: Hit, action: Action) {
      self.phrase = hit.phrase
      self.action = action
      self.category = hit.category
      self.reason = hit.reason
      self.showsPhrase = hit.showsPhrase
      self.utf8Range = hit.utf8Range
      self.folds = hit.folds
      self.origin = hit.origin
      self.reference = hit.reference
    }

    init(_ rule: DetectorRule, utf8Range: Range<Int>) {
      self.phrase = rule.kind.rawValue
      self.action = rule.action
      self.category = rule.kind.category
      self.reason = rule.reason
      self.showsPhrase = true
      self.utf8Range = utf8Range
      self.folds = []
      self.origin = .detector
      self.reference = rule.rule
    }

    /// The found characters as the author wrote them. `text` must be the screened text.
    public func matchedText(in text: String) -> String { String(text[range(in: text)]) }

    /// The range in `text`, which must be the screened text.
    public func range(in text: String) -> Range<String.Index> {
      let start = text.utf8.index(text.startIndex, offsetBy: utf8Range.lowerBound, limitedBy: text.endIndex)
      let end = text.utf8.index(text.startIndex, offsetBy: utf8Range.upperBound, limitedBy: text.endIndex)
      return (start ?? text.endIndex)..<(end ?? text.endIndex)
    }
  }

  /// Every hit, by where it begins in the text.
  public let hits: [Hit]
  /// The version of the rules that decided.
  public let rulesVersion: Int

  /// The hit that decides: the strongest action, the first of equals.
  public var strongest: Hit? { hits.max { $0.action < $1.action } }

  /// The strongest action; `nil` allows the text.
  public var action: Action? { strongest?.action }

  /// `text`, which must be the screened text, with every hit whose action is `mask` or stronger covered by ■, one for
  /// each character; three where even the length would say too much.
  public func maskedText(of text: String) -> String {
    var masked = ""
    var place = text.startIndex
    for hit in hits where hit.action >= .mask {
      let range = hit.range(in: text)
      guard range.upperBound > place else { continue }
      let start = max(range.lowerBound, place)
      masked += text[place..<start]
      masked += String(repeating: "■", count: hit.showsPhrase ? text.distance(from: start, to: range.upperBound) : 3)
      place = range.upperBound
    }
    return masked + text[place...]
  }
}
