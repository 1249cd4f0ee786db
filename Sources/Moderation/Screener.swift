import Folding

/// Finds watched words in a text. Immutable: a change of the rules is a new screener.
///
/// Pure and synchronous; safe from any thread. Building takes time in proportion to the rules; do it off the message
/// path and swap it in through `CurrentScreener`.
public final class Screener: Sendable {
  public let words: [WatchedWord]
  /// The version of the rules, recorded with every verdict.
  public let version: Int
  /// Spellings and exceptions too short to be compared, so never found. For whoever edits the rules.
  public let unusableSpellings: [String]

  private let patterns: [Pattern]
  private let alphabet: Alphabet
  private let automaton: Automaton
  private let longestPattern: Int

  public init(words: [WatchedWord], version: Int = 1) {
    self.words = words
    self.version = version
    var patterns: [Pattern] = []
    var unusable: [String] = []
    for (number, word) in words.enumerated() {
      func add(_ spelling: String, _ role: Pattern.Role) {
        if let pattern = Pattern(spelling, word: number, role: role, strictness: word.strictness) {
          patterns.append(pattern)
        } else {
          unusable.append(spelling)
        }
      }
      for spelling in [word.phrase] + word.spellings { add(spelling, .spelling) }
      for exception in word.exceptions { add(exception, .exception) }
    }
    let alphabet = Alphabet(patterns.lazy.flatMap { $0.units.map(\.scalar) })
    self.patterns = patterns
    self.unusableSpellings = unusable
    self.alphabet = alphabet
    self.automaton = Automaton(
      patterns: patterns.map { $0.units.map { alphabet[$0.scalar] } }, alphabetSize: alphabet.count)
    self.longestPattern = patterns.map(\.units.count).max() ?? 0
  }

  /// Says which watched words stand in `text` and what to do about them.
  ///
  /// Linear in the length of `text`: about a microsecond for an ordinary message. A text over `ScreeningBudget`'s length
  /// is not read but held.
  public func screen(_ text: String) -> Verdict {
    var text = text
    let count = text.utf8.count
    guard count <= ScreeningBudget.maximumBytes else { return ScreeningBudget.verdict(on: text, version: version) }
    let found = text.withUTF8 { utf8 in
      find(in: utf8, capacity: ModerationFold.capacity(forUTF8Count: count))
        ?? find(in: utf8, capacity: ModerationFold.maximumCapacity(forUTF8Count: count)) ?? []
    }
    return found.isEmpty ? Verdict(hits: [], rulesVersion: version) : verdict(on: text, found)
  }

  // MARK: - Finding

  /// A verified pattern, in units and in bytes of the text.
  private struct Found {
    let word: Int
    let units: Range<Int>
    let bytes: Range<Int>
  }

  /// `nil` when the folded text does not fit `capacity` units.
  private func find(in utf8: UnsafeBufferPointer<UInt8>, capacity: Int) -> [Found]? {
    withUnsafeTemporaryAllocation(of: FoldedUnit.self, capacity: capacity) { buffer in
      guard let count = ModerationFold.fold(utf8, into: buffer) else { return nil }
      return find(in: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private func find(in units: UnsafeBufferPointer<FoldedUnit>) -> [Found] {
    var found: [Found] = []
    var exceptions: [Found] = []
    var state = Automaton.root
    for place in units.indices {
      let code = alphabet[units[place].scalar]
      state = code == 0 ? Automaton.root : automaton.next(state, code)
      guard automaton.hasOutput(state) else { continue }
      automaton.forEachPattern(at: state) { number in
        let pattern = patterns[number]
        let span = place + 1 - pattern.units.count..<place + 1
        guard Verification.accepts(Candidate(pattern: pattern, units: units, span: span)) else { return }
        let bytes = Int(units[span.lowerBound].start)..<Int(units[place].end)
        let match = Found(word: pattern.word, units: span, bytes: bytes)
        if pattern.role == .exception { exceptions.append(match) } else { found.append(match) }
      }
    }
    return exceptions.isEmpty ? found : withoutExcepted(found, exceptions)
  }

  /// Removes what an innocent phrase of the same word contains wholly. Both lists ascend by where their spans end, and no
  /// span is longer than the longest pattern, so only a window of exceptions is looked at for each.
  private func withoutExcepted(_ found: [Found], _ exceptions: [Found]) -> [Found] {
    var windowStart = 0
    return found.filter { match in
      while windowStart < exceptions.count, exceptions[windowStart].units.upperBound < match.units.upperBound {
        windowStart += 1
      }
      for exception in exceptions[windowStart...] {
        if exception.units.upperBound > match.units.upperBound + longestPattern { return true }
        if exception.word == match.word, exception.units.lowerBound <= match.units.lowerBound { return false }
      }
      return true
    }
  }

  // MARK: - Telling

  private func verdict(on text: String, _ found: [Found]) -> Verdict {
    var hits: [Verdict.Hit] = []
    var lastOfWord: [Int: Int] = [:]
    for match in found.sorted(by: {
      ($0.bytes.lowerBound, -$0.bytes.upperBound) < ($1.bytes.lowerBound, -$1.bytes.upperBound)
    }) {
      let range = text.wholeCharacters(aroundUTF8: match.bytes)
      // Several spellings of one word in one place are one hit.
      if let last = lastOfWord[match.word], hits[last].utf8Range.upperBound > range.lowerBound {
        let joined = hits[last].utf8Range.lowerBound..<max(hits[last].utf8Range.upperBound, range.upperBound)
        hits[last] = Verdict.Hit(words[match.word], utf8Range: joined)
        continue
      }
      lastOfWord[match.word] = hits.count
      hits.append(Verdict.Hit(words[match.word], utf8Range: range))
    }
    return Verdict(hits: hits, rulesVersion: version)
  }
}

extension String {
  /// The UTF-8 range widened to whole grapheme clusters.
  fileprivate func wholeCharacters(aroundUTF8 range: Range<Int>) -> Range<Int> {
    let lower = utf8.index(startIndex, offsetBy: range.lowerBound)
    let upper = utf8.index(startIndex, offsetBy: range.upperBound - 1)
    let start = index(before: index(after: lower))
    let end = index(after: upper)
    return utf8.distance(from: startIndex, to: start)..<utf8.distance(from: startIndex, to: end)
  }
}
