import Folding

/// The last question about a hit: does a dictionary divide the text so that the word is really there?
///
/// Asked only where the text writes the word plainly. A disguise gives itself away, and a dictionary divides disguised
/// text at random.
struct MorphologicalVeto {
  /// What the dictionary is asked about a hit.
  enum Question {
    /// Whether words begin and end where the hit does: 支|援交|流.
    case borders(isStrict: Bool)
    /// Whether the hit is a word of its own that only sounds like it: ブース.
    case ownWord
    /// Both: タイマー, 老い.
    case bordersOfAnotherWord
  }

  private let text: DictionaryText
  private let words: [DividedWord]

  /// - Returns: `nil` when the text could not be divided: nothing is vetoed then.
  init?(_ utf8: UnsafeBufferPointer<UInt8>, borders: any WordBorders) {
    let text = DictionaryText(utf8)
    guard let words = text.utf8.withUnsafeBufferPointer(borders.words) else { return nil }
    self.text = text
    self.words = words
  }

  // MARK: - Asking

  private static let plain: FoldFlags = [.width, .letterCase, .katakana, .phonetic]
  private static let stretched: FoldFlags = [.prolonged, .repeated, .small]
  /// Longer words in kana are not met by chance.
  private static let longestAsked = 4

  /// What to ask about a hit; `nil` when its spelling gives it away or speaks for itself.
  static func question(_ candidate: Candidate, needed: FoldFlags) -> Question? {
    let pattern = candidate.pattern
    guard pattern.origin != .reversed, pattern.origin != .masked else { return nil }
    if isSpacedKanji(candidate, needed) { return .borders(isStrict: true) }
    guard needed.isSubset(of: plain.union(stretched)) else { return nil }
    let isKana = candidate.span.allSatisfy { candidate.units[$0].script.isKana }
    guard isKana else {
      if standsBetweenBorders(candidate) { return nil }
      return [.spelling, .substitute, .splitKanji].contains(pattern.origin)
        ? .borders(isStrict: false) : .bordersOfAnotherWord
    }
    guard candidate.span.count <= longestAsked, !Disguise.mixesKana(candidate) else { return nil }
    if Disguise.stretchedInside(candidate) > 0 || Disguise.isEvident(candidate) { return .ownWord }
    return needed.isDisjoint(with: stretched) && pattern.origin == .spelling
      ? .borders(isStrict: true) : .bordersOfAnotherWord
  }

  /// Kanji with no kanji beside them, and after them the end of a phrase: nothing there to be part of.
  private static func standsBetweenBorders(_ candidate: Candidate) -> Bool {
    guard candidate.first.script == .kanji, candidate.last.script == .kanji, candidate.before?.script != .kanji else {
      return false
    }
    guard let after = candidate.after else { return true }
    let next = candidate.span.upperBound + 1
    let second = next < candidate.units.count && candidate.units[next].gap.isEmpty ? candidate.units[next] : nil
    return after.script != .kanji && (after.script != .hiragana || Particles.areAfter(after, second, isVerb: false))
  }

  /// 売　春: two kanji with nothing but a space between them.
  static func isSpacedKanji(_ candidate: Candidate, _ needed: FoldFlags) -> Bool {
    candidate.span.count == 2 && needed == .spaceGap && candidate.innerGaps == .space
      && candidate.span.allSatisfy { candidate.units[$0].script == .kanji }
  }

  // MARK: - Answering

  /// Whether the hit is only a part of other words, or another word.
  /// - Parameter original: the hit, in UTF-8 offsets of the original.
  func rejects(_ original: Range<Int>, _ question: Question) -> Bool {
    let bytes = text.range(original)
    let touched = wordsTouching(bytes)
    switch question {
    case .ownWord:
      return touched.contains { $0.isKnown && $0.range == bytes }
    case .borders(let isStrict):
      if !touched.isEmpty, touched.allSatisfy(\.isFunctionWord) { return true }
      return touched.contains { word in
        guard word.range.lowerBound < bytes.lowerBound || word.range.upperBound > bytes.upperBound else { return false }
        // In kanji a longer word is mostly a compound of the watched one: 大馬鹿者. But not one of two that share the hit.
        return isStrict || (word.isKnown && touched.count > 1)
      }
    case .bordersOfAnotherWord:
      return rejects(original, .ownWord) || rejects(original, .borders(isStrict: true))
    }
  }

  /// By binary search, so that a text full of hits is still answered in linear time.
  private func wordsTouching(_ bytes: Range<Int>) -> ArraySlice<DividedWord> {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= bytes.lowerBound { low = middle + 1 } else { high = middle }
    }
    return words[low...].prefix { $0.range.lowerBound < bytes.upperBound }
  }
}
