import Folding

/// Reads a lightly folded text by place: the small vocabulary all detectors share.
struct LightReader {
  let units: [LightText.Unit]

  var count: Int { units.count }

  func scalar(_ place: Int) -> UInt32 { place >= 0 && place < units.count ? units[place].scalar : 0 }

  func character(_ place: Int) -> Character? {
    units.indices.contains(place) ? Unicode.Scalar(units[place].scalar).map(Character.init) : nil
  }

  func isDigit(_ place: Int) -> Bool { (0x30...0x39).contains(scalar(place)) }
  func isLatin(_ place: Int) -> Bool { (0x61...0x7A).contains(scalar(place)) }
  func isSpace(_ place: Int) -> Bool { scalar(place) == 0x20 || scalar(place) == 0x3000 || scalar(place) == 0x09 }
  func isLabelSign(_ place: Int) -> Bool {
    isDigit(place) || isLatin(place) || scalar(place) == 0x2D || scalar(place) == 0x5F
  }
  func isKanji(_ place: Int) -> Bool { (0x3400...0x9FFF).contains(scalar(place)) || scalar(place) == 0x3005 }
  func isHiragana(_ place: Int) -> Bool { (0x3041...0x3096).contains(scalar(place)) }

  /// Where `text`, already folded, stands at `place`: the place after it.
  func match(_ text: [UInt32], at place: Int) -> Int? {
    guard place >= 0, place + text.count <= count else { return nil }
    for index in text.indices where units[place + index].scalar != text[index] { return nil }
    return place + text.count
  }

  /// The longest of `words` at `place`: the place after it.
  func matchAny(_ words: WordTable, at place: Int) -> Int? {
    guard let candidates = words[scalar(place)] else { return nil }
    for word in candidates {
      if let end = match(word, at: place) { return end }
    }
    return nil
  }

  func skipSpaces(_ place: Int, most: Int = 3) -> Int {
    var place = place
    var left = most
    while left > 0, isSpace(place) {
      place += 1
      left -= 1
    }
    return place
  }

  func bytes(_ places: Range<Int>) -> Range<Int> {
    Int(units[places.lowerBound].start)..<Int(units[places.upperBound - 1].end)
  }

  /// The text of a range, for looking up.
  func text(_ places: Range<Int>) -> String {
    String(String.UnicodeScalarView(places.compactMap { Unicode.Scalar(units[$0].scalar) }))
  }

  /// Whether one of `words` stands anywhere in the range.
  func contains(_ words: WordTable, in places: Range<Int>) -> Bool {
    places.clamped(to: 0..<count).contains { place in
      matchAny(words, at: place).map { $0 <= places.upperBound } ?? false
    }
  }
}

/// Words as the light fold leaves them, by their first letter, the longest first.
///
/// A detector asks about every letter of a text, and nearly always in vain: one bit answers that.
struct WordTable: Sendable {
  private var byFirst: [UInt32: [[UInt32]]] = [:]
  /// A bit for each first letter, by its lower bits.
  private var firsts = [UInt64](repeating: 0, count: filterWords)
  private(set) var longest = 0

  private static let filterWords = 32

  /// - Parameter text: words with spaces between.
  init(_ text: String) {
    self.init(text.split(separator: " ").map { Self.fold(String($0)) })
  }

  /// - Parameter words: folded.
  init(_ words: [[UInt32]]) {
    for folded in words {
      guard let first = folded.first else { continue }
      byFirst[first, default: []].append(folded)
      firsts[Self.word(first)] |= Self.bit(first)
      longest = max(longest, folded.count)
    }
    for first in byFirst.keys { byFirst[first]?.sort { $0.count > $1.count } }
  }

  subscript(first: UInt32) -> [[UInt32]]? { mayBegin(first) ? byFirst[first] : nil }

  /// False when no word begins with this letter; nearly always true only when one does.
  func mayBegin(_ first: UInt32) -> Bool { firsts[Self.word(first)] & Self.bit(first) != 0 }

  private static func word(_ scalar: UInt32) -> Int { Int(scalar >> 6) & (filterWords - 1) }
  private static func bit(_ scalar: UInt32) -> UInt64 { 1 << UInt64(scalar & 63) }

  static func fold(_ word: String) -> [UInt32] {
    var word = word
    return word.withUTF8 { LightText($0).units.map(\.scalar) }
  }
}
