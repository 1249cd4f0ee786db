import Foundation
import Testing

@testable import Moderation

struct ScreenerPropertyTests {
  private static let screener = Screeners.server

  @Test func `every hit is whole characters inside the text, in order, whatever the text`() {
    var random = SeededRandom(seed: 11)
    var hitCount = 0
    for _ in 0..<10_000 {
      let text = random.text(maximumPieces: 16)
      let verdict = Self.screener.screen(text)
      var boundaries: Set<Int> = [text.utf8.count]
      for index in text.indices { boundaries.insert(text.utf8.distance(from: text.startIndex, to: index)) }
      var place = 0
      for hit in verdict.hits {
        #expect(boundaries.contains(hit.utf8Range.lowerBound) && boundaries.contains(hit.utf8Range.upperBound))
        #expect(!hit.utf8Range.isEmpty && hit.utf8Range.lowerBound >= place)
        place = hit.utf8Range.lowerBound
      }
      hitCount += verdict.hits.count
      _ = verdict.maskedText(of: text)
    }
    #expect(hitCount > 300)
  }

  @Test func `what is invisible never changes the verdict`() {
    var random = SeededRandom(seed: 12)
    let invisible: [Unicode.Scalar] = [
      "\u{200B}", "\u{200D}", "\u{FE0F}", "\u{3164}", "\u{E0100}", "\u{2060}", "\u{336}",
    ]
    for _ in 0..<5_000 {
      let text = random.text(maximumPieces: 10)
      var scalars = Array(text.unicodeScalars)
      scalars.insert(
        invisible.randomElement(using: &random) ?? "\u{200B}", at: Int.random(in: 0...scalars.count, using: &random))
      var changed = String.UnicodeScalarView()
      changed.append(contentsOf: scalars)
      #expect(phrases(String(changed)) == phrases(text), "\(text.debugDescription)")
    }
  }

  @Test func `Unicode's normal forms get one verdict`() {
    var random = SeededRandom(seed: 13)
    for _ in 0..<5_000 {
      let text = random.text(maximumPieces: 10)
      let forms = [
        text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
        text.precomposedStringWithCompatibilityMapping,
      ]
      for form in forms where !form.unicodeScalars.contains("\u{FFFD}") {
        #expect(phrases(form) == phrases(text), "\(text.debugDescription) \(form.debugDescription)")
      }
    }
  }

  @Test func `time grows with length and no faster`() {
    let clock = ContinuousClock()
    func time(_ piece: String, _ count: Int) -> Duration {
      let text = String(repeating: piece, count: count)
      return (0..<3).map { _ in clock.measure { _ = Self.screener.screen(text) } }.min() ?? .zero
    }
    for piece in [
      "ば゛", "死ね", "シネ", "し、", "shit", "かすが", "カ一", "$", "必死ね", "オマエハシネ、", "a.", "1-", "line ", "水戸市a1-", "@a.",
    ] {
      let (short, long) = (time(piece, 250), time(piece, 2_000))
      #expect(long < short * 8 * 6 + .milliseconds(5), "\(piece): \(short) and \(long)")
    }
  }

  private func phrases(_ text: String) -> [String] { Self.screener.screen(text).hits.map(\.phrase) }
}
