import Folding

/// The compiled patterns of one view of a text, and the search for them.
struct Matcher: Sendable {
  /// A verified pattern, in units and in bytes of the text.
  struct Found {
    let pattern: Int
    let units: Range<Int>
    let bytes: Range<Int>
    let needed: FoldFlags
    /// Whether a dictionary should be asked, and what about.
    let question: MorphologicalVeto.Question?
  }

  let patterns: [Pattern]
  private let alphabet: Alphabet
  private let automaton: Automaton
  private let longestPattern: Int
  private let roles: [Pattern.Role]
  /// Latin letters and digits from which on a text may hold a number or a link.
  private static let fewestPlainSigns = 3

  init(_ patterns: [Pattern]) {
    var scalars: [UInt32] = []
    for pattern in patterns { for unit in pattern.units { scalars.append(unit.scalar) } }
    let alphabet = Alphabet(scalars)
    var coded = Automaton.CodedPatterns()
    var longest = 0
    for pattern in patterns {
      coded.append(pattern.units.lazy.map { alphabet[$0.scalar] })
      longest = max(longest, pattern.units.count)
    }
    self.patterns = patterns
    self.roles = patterns.map { $0.role }
    self.alphabet = alphabet
    self.automaton = Automaton(patterns: coded, alphabetSize: alphabet.count)
    self.longestPattern = longest
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// - Parameter asksDictionary: whether hits are divided into words afterwards; else the neighbours must say.
  /// - Returns: what was found, and whether detectors should look.
  func find(in units: UnsafeBufferPointer<FoldedUnit>, asksDictionary: Bool) -> (found: [Found], hasSigns: Bool) {
    var found: [Found] = []
    var plainSigns = 0
    var hasSigns = false
    var state = Automaton.root
    for place in units.indices {
      let unit = units[place]
      if unit.script == .latin || unit.script == .digit { plainSigns += Int(unit.run) }
      let code = alphabet[unit.scalar]
      state = code == 0 ? Automaton.root : automaton.next(state, code)
      guard automaton.hasOutput(state) else { continue }
      automaton.forEachPattern(at: state) { number in
        switch roles[number] {
        case .sign: hasSigns = true
        case .exception: break
        case .spelling:
          if let match = verified(number, endingAt: place, in: units, asksDictionary: asksDictionary) {
            found.append(match)
          }
        }
      }
    }
    return (
      found.isEmpty ? found : withoutExcepted(found, exceptions(in: units)),
      hasSigns || plainSigns >= Self.fewestPlainSigns
    )
  }

  private func verified(
    _ number: Int, endingAt place: Int, in units: UnsafeBufferPointer<FoldedUnit>, asksDictionary: Bool
  ) -> Found? {
    let span = place + 1 - patterns[number].units.count..<place + 1
    let candidate = Candidate(pattern: patterns[number], units: units, span: span)
    guard let needed = Verification.accepts(candidate, asksDictionary: asksDictionary) else { return nil }
    return Found(
      pattern: number, units: span, bytes: Int(units[span.lowerBound].start)..<Int(units[place].end), needed: needed,
      question: asksDictionary ? MorphologicalVeto.question(candidate, needed: needed) : nil)
  }

  /// Innocent phrases are looked for only where a word was found: most texts have some, and nothing to excuse.
  private func exceptions(in units: UnsafeBufferPointer<FoldedUnit>) -> [Found] {
    var exceptions: [Found] = []
    var state = Automaton.root
    for place in units.indices {
      let code = alphabet[units[place].scalar]
      state = code == 0 ? Automaton.root : automaton.next(state, code)
      guard automaton.hasOutput(state) else { continue }
      automaton.forEachPattern(at: state) { number in
        guard roles[number] == .exception,
          let match = verified(number, endingAt: place, in: units, asksDictionary: false)
        else { return }
        exceptions.append(match)
      }
    }
    return exceptions
  }

  /// Removes what an innocent phrase of the same word contains wholly. Both lists ascend by where their spans end, and no
  /// span is longer than the longest pattern, so only a window of exceptions is looked at for each.
  private func withoutExcepted(_ found: [Found], _ exceptions: [Found]) -> [Found] {
    guard !exceptions.isEmpty else { return found }
    var windowStart = 0
    return found.filter { match in
      while windowStart < exceptions.count, exceptions[windowStart].units.upperBound < match.units.upperBound {
        windowStart += 1
      }
      for exception in exceptions[windowStart...] {
        if exception.units.upperBound > match.units.upperBound + longestPattern { return true }
        let word = patterns[exception.pattern].word
        let isMeant = word == Pattern.everyWord || word == patterns[match.pattern].word
        if isMeant, exception.units.lowerBound <= match.units.lowerBound { return false }
      }
      return true
    }
  }
}
