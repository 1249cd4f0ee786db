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

  /// The text as it is.
  private let plain: Matcher
  /// The text with the signs that may hide a letter taken as letters.
  private let masked: Matcher
  private let borders: (any WordBorders)?
  private let detectors: Detectors
  private let detectorRules: [DetectorKind: DetectorRule]
  let policies: RulePolicies?

  /// - Parameters:
  ///   - innocentPhrases: phrases in which no word of the list is meant.
  ///   - borders: divides texts into words; `nil` on a machine without a dictionary, where the neighbours of a short word
  ///     must say where it begins and ends.
  public convenience init(
    words: [WatchedWord], innocentPhrases: [String] = [], detectorRules: [DetectorRule] = [],
    detectors: Detectors = Detectors(), borders: (any WordBorders)? = nil, version: Int = 1
  ) {
    self.init(
      words: words, innocentPhrases: innocentPhrases, detectorRules: detectorRules, detectors: detectors,
      borders: borders, version: version, policies: nil)
  }

  init(
    words: [WatchedWord], innocentPhrases: [String], detectorRules: [DetectorRule], detectors: Detectors = Detectors(),
    borders: (any WordBorders)?, version: Int, policies: RulePolicies?
  ) {
    self.policies = policies
    self.words = words
    self.detectors = detectors
    self.detectorRules = Dictionary(
      detectorRules.map { ($0.kind, $0) }, uniquingKeysWith: { $0.action > $1.action ? $0 : $1 })
    self.version = version
    self.borders = borders
    var patterns: [Pattern] = []
    var unusable: [String] = []
    func except(_ phrase: String, _ word: Int) {
      if let pattern = Pattern(Variant(phrase, .spelling), word: word, role: .exception, strictness: .standard) {
        patterns.append(pattern)
      } else {
        unusable.append(phrase)
      }
    }
    for (number, word) in words.enumerated() {
      let given = Set([word.phrase] + word.spellings)
      for variant in word.variants {
        guard let pattern = Pattern(variant, word: number, role: .spelling, strictness: word.strictness) else {
          if given.contains(variant.text) { unusable.append(variant.text) }
          continue
        }
        patterns.append(pattern)
        if let writtenOut = pattern.writtenOut { patterns.append(writtenOut) }
      }
      for exception in word.exceptions { except(exception, number) }
    }
    for phrase in innocentPhrases { except(phrase, Pattern.everyWord) }
    if !detectorRules.isEmpty {
      patterns += Detectors.signs.compactMap {
        Pattern(Variant($0, .spelling), word: Pattern.everyWord, role: .sign, strictness: .strict)
      }
    }
    self.plain = Matcher(patterns.filter { !$0.isWrittenWithMask })
    self.masked = Matcher(
      patterns.filter { $0.role == .spelling && (words[$0.word].strictness >= .strict || $0.isWrittenWithMask) }
        .flatMap { $0.isWrittenWithMask ? [$0] : $0.masked })
    self.unusableSpellings = unusable
  }

  /// Whether short words are told from parts of others by a dictionary.
  public var asksDictionary: Bool { borders != nil }

  /// Says which watched words stand in `text` and what to do about them.
  ///
  /// Linear in the length of `text`: about a microsecond for an ordinary message. A text over `ScreeningBudget`'s length
  /// is not read but held.
  public func screen(_ text: String) -> Verdict {
    var text = text
    let count = text.utf8.count
    guard count <= ScreeningBudget.maximumBytes else { return ScreeningBudget.verdict(on: text, version: version) }
    var found: [Match] = []
    var patterns: [DetectorHit] = []
    text.withUTF8 { utf8 in
      let findings =
        find(in: utf8, capacity: ModerationFold.capacity(forUTF8Count: count))
        ?? find(in: utf8, capacity: ModerationFold.maximumCapacity(forUTF8Count: count)) ?? Findings()
      found = findings.matches
      if !detectorRules.isEmpty, findings.hasSigns { patterns = detectors.scan(utf8, kinds: Set(detectorRules.keys)) }
    }
    return found.isEmpty && patterns.isEmpty
      ? Verdict(hits: [], rulesVersion: version) : verdict(on: text, found, patterns)
  }

  // MARK: - Finding

  private struct Match {
    let word: Int
    let bytes: Range<Int>
    let needed: FoldFlags
    let origin: PatternOrigin
  }

  private struct Findings {
    var matches: [Match] = []
    var hasSigns = false
  }

  /// `nil` when the folded text does not fit `capacity` units.
  private func find(in utf8: UnsafeBufferPointer<UInt8>, capacity: Int) -> Findings? {
    withUnsafeTemporaryAllocation(of: FoldedUnit.self, capacity: capacity) { buffer in
      guard let folded = ModerationFold.fold(utf8, into: buffer) else { return nil }
      let units = UnsafeBufferPointer(rebasing: buffer[..<folded.count])
      let (plainly, hasSigns) = plain.find(in: units, asksDictionary: borders != nil)
      var findings = Findings(hasSigns: hasSigns || folded.sawOddSign || folded.sawMask)
      add(plainly, of: plain, units, in: utf8, to: &findings.matches)
      let heads = LineHeads.find(in: units, plain)
      if !heads.isEmpty {
        findings.matches += heads.map {
          Match(word: plain.patterns[$0.pattern].word, bytes: $0.bytes, needed: $0.needed, origin: .lineHeads)
        }
      }
      guard folded.sawMask, !masked.isEmpty else { return findings }
      guard let again = ModerationFold.fold(utf8, into: buffer, keepsMasks: true) else { return nil }
      let withMasks = UnsafeBufferPointer(rebasing: buffer[..<again.count])
      add(
        masked.find(in: withMasks, asksDictionary: false).found, of: masked, withMasks, in: utf8, to: &findings.matches)
      return findings
    }
  }

  /// Adds what is found, less what the dictionary takes for parts of other words.
  private func add(
    _ found: [Matcher.Found], of matcher: Matcher, _ units: UnsafeBufferPointer<FoldedUnit>,
    in utf8: UnsafeBufferPointer<UInt8>, to matches: inout [Match]
  ) {
    guard !found.isEmpty else { return }
    var vetoes = MorphologicalVetoes(utf8: utf8, units: units, borders: borders)
    for match in found {
      if let question = match.question, vetoes.reject(match, question) { continue }
      let pattern = matcher.patterns[match.pattern]
      matches.append(Match(word: pattern.word, bytes: match.bytes, needed: match.needed, origin: pattern.origin))
    }
  }

  // MARK: - Telling

  private func verdict(on text: String, _ found: [Match], _ patterns: [DetectorHit]) -> Verdict {
    var hits: [Verdict.Hit] = []
    var lastOfWord: [Int: Int] = [:]
    for match in found.sorted(by: {
      ($0.bytes.lowerBound, -$0.bytes.upperBound) < ($1.bytes.lowerBound, -$1.bytes.upperBound)
    }) {
      let word = words[match.word]
      let range = text.wholeCharacters(aroundUTF8: match.bytes)
      // Lines may begin with these letters by chance: a person looks.
      let action = match.origin == .lineHeads ? min(word.action, .flag) : word.action
      // Several spellings of one word in one place are one hit.
      if let last = lastOfWord[match.word], hits[last].utf8Range.upperBound > range.lowerBound {
        let joined = hits[last].utf8Range.lowerBound..<max(hits[last].utf8Range.upperBound, range.upperBound)
        hits[last] = Verdict.Hit(
          word, utf8Range: joined, folds: hits[last].folds, origin: hits[last].origin,
          action: max(hits[last].action, action))
        continue
      }
      lastOfWord[match.word] = hits.count
      hits.append(Verdict.Hit(word, utf8Range: range, folds: match.needed, origin: match.origin, action: action))
    }
    for pattern in patterns {
      guard let rule = detectorRules[pattern.kind] else { continue }
      hits.append(Verdict.Hit(rule, utf8Range: text.wholeCharacters(aroundUTF8: pattern.utf8Range)))
    }
    hits.sort { $0.utf8Range.lowerBound < $1.utf8Range.lowerBound }
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
