import Folding

/// Asks the dictionary about the hits of one text, and about no more of the text than a hit needs.
///
/// To divide a whole message costs ten times what finding the words in it does. The phrase (文節) of a hit with one beside
/// it on each side is divided alike; a text with many hits is divided once, so that the time stays linear.
struct MorphologicalVetoes {
  private let utf8: UnsafeBufferPointer<UInt8>
  private let units: UnsafeBufferPointer<FoldedUnit>
  private let borders: (any WordBorders)?
  /// What was divided last, and where it stands.
  private var last: (bytes: Range<Int>, veto: MorphologicalVeto?)?
  private var windows = 0

  /// After these the whole text is divided.
  private static let mostWindows = 4
  /// Phrases beside the hit's own.
  private static let phrasesAround = 2
  /// Letters on one side of a hit, at most.
  private static let widest = 24

  init(
    utf8: UnsafeBufferPointer<UInt8>, units: UnsafeBufferPointer<FoldedUnit>, borders: (any WordBorders)?
  ) {
    self.utf8 = utf8
    self.units = units
    self.borders = borders
  }

  /// Whether the dictionary takes the hit for a part of other words, or for another word.
  mutating func reject(_ match: Matcher.Found, _ question: MorphologicalVeto.Question) -> Bool {
    guard let borders else { return false }
    let window = windows > Self.mostWindows ? 0..<utf8.count : window(around: match.units)
    if last?.bytes != window {
      windows += 1
      let text = UnsafeBufferPointer(rebasing: utf8[window])
      last = (window, MorphologicalVeto(text, borders: borders))
    }
    guard let veto = last?.veto else { return false }
    let shifted = match.bytes.lowerBound - window.lowerBound..<match.bytes.upperBound - window.lowerBound
    return veto.rejects(shifted, question)
  }

  /// The bytes of the phrases around a hit.
  private func window(around hit: Range<Int>) -> Range<Int> {
    var start = hit.lowerBound
    var phrases = 0
    while start > 0, hit.lowerBound - start < Self.widest {
      let boundary = boundary(before: start)
      if boundary == .clause { break }
      if boundary == .phrase {
        phrases += 1
        if phrases == Self.phrasesAround { break }
      }
      start -= 1
    }
    var end = hit.upperBound
    phrases = 0
    while end < units.count, end - hit.upperBound < Self.widest {
      let boundary = boundary(before: end)
      if boundary == .clause { break }
      if boundary == .phrase {
        phrases += 1
        if phrases == Self.phrasesAround { break }
      }
      end += 1
    }
    return Int(units[start].start)..<Int(units[end - 1].end)
  }

  private enum Boundary { case none, phrase, clause }

  /// What ends before a unit. A phrase begins with a kanji, a foreign word or a Latin letter after hiragana.
  private func boundary(before place: Int) -> Boundary {
    let unit = units[place]
    if !unit.gap.isDisjoint(with: [.clause, .newline, .space]) { return .clause }
    let beginsPhrase = unit.script != .hiragana && unit.script != units[place - 1].script
    return beginsPhrase && units[place - 1].script == .hiragana ? .phrase : .none
  }
}
