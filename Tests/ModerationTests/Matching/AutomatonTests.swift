import Testing

@testable import Moderation

struct AutomatonTests {
  @Test func `finds exactly what a search for each pattern finds`() {
    var random = SeededRandom(seed: 21)
    for round in 0..<200 {
      let alphabet = 2 + round % 6
      let patterns = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        (0..<Int.random(in: 1...5, using: &random)).map { _ in Int.random(in: 1..<alphabet, using: &random) }
      }
      let text = (0..<200).map { _ in Int.random(in: 0..<alphabet, using: &random) }
      let automaton = Automaton(patterns: .init(patterns), alphabetSize: alphabet)
      var found: Set<[Int]> = []
      var state = Automaton.root
      for (place, code) in text.enumerated() {
        state = code == 0 ? Automaton.root : automaton.next(state, code)
        automaton.forEachPattern(at: state) { found.insert([$0, place]) }
      }
      #expect(found == expected(patterns, in: text))
    }
  }

  private func expected(_ patterns: [[Int]], in text: [Int]) -> Set<[Int]> {
    var expected: Set<[Int]> = []
    for (number, pattern) in patterns.enumerated() {
      for start in 0...text.count - pattern.count where text[start..<start + pattern.count].elementsEqual(pattern) {
        expected.insert([number, start + pattern.count - 1])
      }
    }
    return expected
  }

  @Test func `thousands of patterns are built quickly and compactly`() {
    var random = SeededRandom(seed: 22)
    let patterns = (0..<5_000).map { _ in
      (0..<Int.random(in: 2...6, using: &random)).map { _ in Int.random(in: 1..<2_000, using: &random) }
    }
    let automaton = Automaton(patterns: .init(patterns), alphabetSize: 2_000)
    #expect(automaton.slots.count < automaton.stateCount * 2 + 8_000)
  }
}
