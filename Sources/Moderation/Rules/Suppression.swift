public import Community

/// Explains what did not count, for whoever tests rules. Compiles the rules twice more, so not for the message path.
public struct Suppression: Sendable {
  private let rules: [Rule]
  private let screener: Screener
  /// Without innocent phrases.
  private let withoutExceptions: Screener
  /// Without those, and with a dictionary that agrees to everything.
  private let withoutDictionary: Screener

  /// - Parameter screener: the one in force, of the same rules.
  public init(rules: [Rule], screener: Screener, borders: ([WatchedWord]) -> (any WordBorders)?) {
    self.rules = rules
    self.screener = screener
    let words = rules.compactMap { $0.word?.withoutExceptions }
    withoutExceptions = Screener(words: words, borders: borders(rules.compactMap(\.word)))
    withoutDictionary = Screener(words: words, borders: EveryBorder())
  }

  /// What was found in the text and did not count, by where it stands.
  public func explain(_ text: String, in context: ScreeningContext) -> [SuppressedHit] {
    var suppressed: [SuppressedHit] = []
    let counted = screener.screen(text)
    _ = screener.policies?.apply(to: counted, of: text, in: context) { suppressed.append($0) }
    let bare = withoutExceptions.screen(text)
    suppressed += bare.hits.filter { !$0.isAmong(counted.hits) }.map { $0.suppressed(.exception) }
    suppressed += withoutDictionary.screen(text).hits.filter { !$0.isAmong(bare.hits) }.map {
      $0.suppressed(.dictionary)
    }
    return suppressed.sorted { $0.utf8Range.lowerBound < $1.utf8Range.lowerBound }
  }
}

extension Verdict.Hit {
  fileprivate func isAmong(_ others: [Verdict.Hit]) -> Bool {
    others.contains { $0.rule == rule && $0.utf8Range.overlaps(utf8Range) }
  }

  fileprivate func suppressed(_ why: SuppressedHit.Why) -> SuppressedHit {
    SuppressedHit(rule: rule, phrase: phrase, utf8Range: utf8Range, why: why)
  }
}

extension WatchedWord {
  fileprivate var withoutExceptions: WatchedWord {
    WatchedWord(
      phrase: phrase, reading: reading, romaji: romaji, spellings: spellings, action: action, category: category,
      reason: reason, showsPhrase: showsPhrase, strictness: strictness, exceptions: [], rule: rule)
  }
}

/// Divides nothing, so that nothing is vetoed.
private struct EveryBorder: WordBorders {
  func words(in utf8: UnsafeBufferPointer<UInt8>) -> [DividedWord]? { nil }
}
