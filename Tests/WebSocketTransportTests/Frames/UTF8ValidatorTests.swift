import Testing

@testable import WebSocketTransport

@Suite struct UTF8ValidatorTests {
  /// What the validator says of `bytes` given whole.
  private func accepts(_ bytes: [UInt8]) -> Bool {
    var validator = UTF8Validator()
    return bytes.withUnsafeBytes { validator.accept($0) } && validator.isAtBoundary
  }

  @Test(arguments: [
    "", "hello", "κόσμε", "みと梅ざけ、ただいま。", "髙橋さんと𠮷田さん🏯👨‍👩‍👧", "\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10FFFF}",
  ])
  func `text is accepted whole and byte by byte`(text: String) {
    let bytes = Array(text.utf8)
    #expect(accepts(bytes))
    var validator = UTF8Validator()
    for byte in bytes { #expect([byte].withUnsafeBytes { validator.accept($0) }) }
    #expect(validator.isAtBoundary)
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE3, 0x81], [0xE3, 0x41, 0x81],
      [0xC3, 0xC3],
    ] as [[UInt8]])
  func `what is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(!accepts(bytes))
    #expect(!accepts(Array("ありがとう ".utf8) + bytes))
  }

  /// Autobahn 6.4: a surrogate and a code point beyond the last fail at the byte that makes them so.
  @Test(
    arguments: [([0xED, 0xA0], 2), ([0xF4, 0x90], 2), ([0xF0, 0x8F], 2), ([0xE0, 0x9F], 2), ([0xC0], 1)]
      as [([UInt8], Int)])
  func `a wrong text fails at its first wrong byte`(bytes: [UInt8], wrong: Int) {
    var validator = UTF8Validator()
    for (place, byte) in bytes.enumerated() {
      #expect([byte].withUnsafeBytes { validator.accept($0) } == (place + 1 < wrong))
    }
  }

  @Test func `random bytes are judged as Swift judges them, in any pieces`() {
    var random = SplitMix(state: 42)
    let alphabet: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xE3, 0xEC, 0xED, 0xEE, 0xEF,
      0xF0, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    let samples = ["あ", "é", "🍶", "a", "水戸", "abcdefghij"].map { Array($0.utf8) }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes +=
          Int.random(in: 0..<4, using: &random) == 0
          ? [alphabet.randomElement(using: &random) ?? 0] : samples.randomElement(using: &random) ?? []
      }
      let expected = String(validating: bytes, as: UTF8.self) != nil
      #expect(accepts(bytes) == expected, "\(bytes)")
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var validator = UTF8Validator()
      let inPieces =
        bytes[..<cut].withUnsafeBytes { validator.accept($0) } && bytes[cut...].withUnsafeBytes { validator.accept($0) }
        && validator.isAtBoundary
      #expect(inPieces == expected, "\(bytes) cut at \(cut)")
    }
  }
}

/// The same numbers on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
