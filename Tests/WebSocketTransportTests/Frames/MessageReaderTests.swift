import NIOCore
import Testing

@testable import WebSocketTransport

@Suite struct MessageReaderTests {
  private func read(
    _ bytes: [UInt8], pieces: Int = .max, maximum: Int = 65_536, acceptsBinary: Bool = true
  ) -> [InboundEvent] {
    var reader = MessageReader(maximumMessageBytes: maximum, acceptsBinary: acceptsBinary)
    var events: [InboundEvent] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + min(pieces, bytes.count))
      var input = ByteBuffer(bytes: bytes[start..<end])
      start = end
      while let event = reader.next(&input) {
        events.append(event)
        switch event {
        case .violation, .close: return events
        default: continue
        }
      }
    }
    return events
  }

  @Test func `fragments without content are counted, and refused when there are many`() {
    let empty = [UInt8]([0x00, 0x80, 1, 2, 3, 4])
    let begin = [UInt8]([0x01, 0x80, 1, 2, 3, 4])
    let end = [UInt8]([0x80, 0x80, 1, 2, 3, 4])
    #expect(read(begin + (0..<60).flatMap { _ in empty } + end) == [.text(ByteBuffer())])
    #expect(read(begin + (0..<100).flatMap { _ in empty } + end) == [.violation(.emptyFragments)])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var expected: [InboundEvent]
  }

  static let valid: [Case] = [
    Case(testDescription: "text", bytes: clientText("ただいま"), expected: [.text(ByteBuffer(string: "ただいま"))]),
    Case(testDescription: "empty text", bytes: clientText(""), expected: [.text(ByteBuffer())]),
    Case(
      testDescription: "binary", bytes: clientFrame(0x2, [0, 0xFF, 0x80]),
      expected: [.binary(ByteBuffer(bytes: [0, 0xFF, 0x80]))]),
    Case(
      testDescription: "length in two bytes", bytes: clientFrame(0x1, Array(repeating: 0x61, count: 126)),
      expected: [.text(ByteBuffer(repeating: 0x61, count: 126))]),
    Case(
      testDescription: "length in eight bytes", bytes: clientFrame(0x1, Array(repeating: 0x61, count: 65_536)),
      expected: [.text(ByteBuffer(repeating: 0x61, count: 65_536))]),
    Case(
      testDescription: "fragments cut inside a character",
      bytes: clientFrame(0x1, [0xE6, 0xB0], isFinal: false) + clientFrame(0x0, [0xB4], isFinal: false)
        + clientFrame(0x0, Array("戸".utf8)),
      expected: [.text(ByteBuffer(string: "水戸"))]),
    Case(
      testDescription: "control frames between fragments",
      bytes: clientFrame(0x1, [0x61], isFinal: false) + clientFrame(0x9, [0x70]) + clientFrame(0xA, [0x71])
        + clientFrame(0x0, [0x62]),
      expected: [.ping(ByteBuffer(bytes: [0x70])), .pong, .text(ByteBuffer(string: "ab"))]),
    Case(
      testDescription: "several messages", bytes: clientText("一") + clientText("二") + clientFrame(0x9),
      expected: [.text(ByteBuffer(string: "一")), .text(ByteBuffer(string: "二")), .ping(ByteBuffer())]),
    Case(
      testDescription: "the longest ping", bytes: clientFrame(0x9, Array(repeating: 1, count: 125)),
      expected: [.ping(ByteBuffer(repeating: 1, count: 125))]),
    Case(testDescription: "close without code", bytes: clientFrame(0x8), expected: [.close(nil)]),
    Case(
      testDescription: "close with reason", bytes: clientFrame(0x8, [0x03, 0xE8] + Array("またね".utf8)),
      expected: [.close(1000)]),
  ]

  static let invalid: [Case] = [
    violation("unmasked", [0x81, 0x02, 0x61, 0x62], .unmasked),
    violation("RSV1", [0xC1], .reservedBits),
    violation("RSV2", [0xA1], .reservedBits),
    violation("RSV3 on a ping", [0x99], .reservedBits),
    violation("opcode 3", [0x83], .reservedOpcode),
    violation("opcode B", [0x8B], .reservedOpcode),
    violation("fragmented ping", [0x09], .fragmentedControl),
    violation("fragmented close", [0x08], .fragmentedControl),
    violation("ping of 126", clientFrame(0x9, Array(repeating: 0, count: 126)), .oversizedControl),
    violation("length 125 in two bytes", [0x81, 0xFE, 0x00, 0x7D], .lengthEncoding),
    violation("length 65535 in eight bytes", [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .lengthEncoding),
    violation("length with the highest bit", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0], .lengthEncoding),
    violation("continuation of nothing", clientFrame(0x0, [0x61]), .continuationOfNothing),
    violation(
      "text inside a message", clientFrame(0x1, [0x61], isFinal: false) + clientFrame(0x1, [0x62]),
      .interruptedMessage),
    violation("close of one byte", clientFrame(0x8, [0x03]), .closeBody),
    violation("close reason not UTF-8", clientFrame(0x8, [0x03, 0xE8, 0xFF]), .notUTF8),
    violation("close reason cut", clientFrame(0x8, [0x03, 0xE8, 0xE3]), .notUTF8),
    violation("text not UTF-8", clientFrame(0x1, [0x61, 0xFF]), .notUTF8),
    violation("text cut", clientFrame(0x1, [0xE3, 0x81]), .notUTF8),
    violation(
      "wrong byte in a later fragment",
      clientFrame(0x1, [0xED], isFinal: false) + clientFrame(0x0, [0xA0], isFinal: false), .notUTF8),
  ]

  private static func violation(_ name: String, _ bytes: [UInt8], _ violation: Violation) -> Case {
    Case(testDescription: name, bytes: bytes, expected: [.violation(violation)])
  }

  @Test(arguments: valid + invalid)
  func `a stream means the same in any pieces`(sample: Case) {
    for pieces in [Int.max, 1, 2, 3, 7, 1_000] {
      #expect(read(sample.bytes, pieces: pieces) == sample.expected, "in pieces of \(pieces)")
    }
  }

  @Test(
    arguments: [
      0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535,
    ] as [UInt16])
  func `close codes that are not for the wire are refused`(code: UInt16) {
    #expect(read(clientClose(code)) == [.violation(.closeCode)])
  }

  @Test(arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 3000, 3999, 4000, 4999] as [UInt16])
  func `close codes for the wire are accepted`(code: UInt16) {
    #expect(read(clientClose(code)) == [.close(code)])
  }

  @Test func `a message one byte over the limit is refused before its payload comes`() {
    #expect(read(clientFrame(0x1, Array(repeating: 0x61, count: 100)), maximum: 100).count == 1)
    #expect(read([0x81, 0x80 | 101, 0, 0, 0, 0], maximum: 100) == [.violation(.messageTooBig)])
    #expect(
      read([0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]) == [.violation(.messageTooBig)])
  }

  @Test func `fragments count together against the limit`() {
    let half = Array(repeating: UInt8(0x61), count: 50)
    let fits = clientFrame(0x1, half, isFinal: false) + clientFrame(0x0, half)
    #expect(read(fits, maximum: 100) == [.text(ByteBuffer(repeating: 0x61, count: 100))])
    let over = clientFrame(0x1, half, isFinal: false) + clientFrame(0x0, half + [0x61])
    #expect(read(over, maximum: 100) == [.violation(.messageTooBig)])
  }

  @Test func `binary is refused at once where only text is taken`() {
    #expect(read([0x82, 0x80 | 10, 0, 0, 0, 0], acceptsBinary: false) == [.violation(.binary)])
  }

  @Test func `random bytes never make more of a message than its limit`() {
    var random = SplitMix(state: 7)
    for _ in 0..<3_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let opcode: UInt8 = [0x0, 0x1, 0x2, 0x8, 0x9, 0xA].randomElement(using: &random) ?? 0
        let payload = (0..<Int.random(in: 0...130, using: &random)).map { _ in
          UInt8.random(in: 0x20...0x7E, using: &random)
        }
        bytes += clientFrame(opcode, payload, isFinal: .random(using: &random))
      }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      let events = read(bytes, pieces: Int.random(in: 1...60, using: &random), maximum: 200)
      for case .text(let text) in events { #expect(text.readableBytes <= 200) }
      #expect(events == read(bytes, maximum: 200))
    }
  }

  @Test func `a wrong byte is refused before its frame is complete`() {
    let whole = clientFrame(0x1, Array("水戸".utf8) + [0xED, 0xA0, 0x80] + Array("edited".utf8))
    #expect(read(Array(whole[..<(6 + 8)])) == [.violation(.notUTF8)])
  }
}
