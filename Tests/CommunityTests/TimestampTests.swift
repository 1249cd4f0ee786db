import Community
import Foundation
import Testing

@Suite struct `Timestamps` {
  @Test(arguments: [
    (Duration.zero, Int64(1_000)),
    (.seconds(1), 2_000),
    (.milliseconds(1), 1_001),
    (.microseconds(1_999), 1_001),
    (.nanoseconds(999_999), 1_000),
    (.seconds(-1), 0),
    (.milliseconds(-1_500), -500),
    (.seconds(86_400 * 365), 31_536_001_000),
  ])
  func `advancing keeps whole milliseconds`(_ duration: Duration, _ milliseconds: Int64) {
    #expect(Timestamp(milliseconds: 1_000).advanced(by: duration).milliseconds == milliseconds)
  }

  @Test func `an earlier moment is less`() {
    #expect(Timestamp(milliseconds: -1) < Timestamp(milliseconds: 0))
    #expect(Timestamp(rawValue: 5) == Timestamp(milliseconds: 5))
  }

  @Test func `a moment is written as its number of milliseconds`() throws {
    let text = String(decoding: try JSONEncoder().encode([Timestamp(milliseconds: 1_795_000_000_123)]), as: UTF8.self)
    #expect(text == "[1795000000123]")
  }
}
