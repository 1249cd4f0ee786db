import NIOCore
import Testing

@testable import WebSocketTransport

@Suite struct PreparedFrameTests {
  @Test(arguments: [0, 1, 125, 126, 65_535, 65_536])
  func `a frame reads back as what went in`(count: Int) {
    let payload = Array(repeating: UInt8(0x61), count: count)
    var buffer = PreparedFrame(text: payload).bytes
    #expect(buffer.getInteger(at: 0, as: UInt8.self) == 0x81)
    #expect(ServerFrame.take(&buffer) == ServerFrame(opcode: 0x1, payload: payload))
    #expect(buffer.readableBytes == 0)
  }

  @Test func `a frame is the same from bytes, a string and a buffer`() {
    let expected = PreparedFrame(text: Array("梅".utf8)).bytes
    #expect(PreparedFrame(text: "梅").bytes == expected)
    #expect(PreparedFrame(text: ByteBuffer(string: "梅")).bytes == expected)
  }

  @Test func `joined frames follow each other`() {
    var buffer = PreparedFrame(joining: [PreparedFrame(text: "一"), PreparedFrame(text: "二")]).bytes
    #expect(ServerFrame.take(&buffer)?.text == "一")
    #expect(ServerFrame.take(&buffer)?.text == "二")
    #expect(buffer.readableBytes == 0)
  }

  @Test func `a long close reason is cut between characters`() throws {
    var buffer = PreparedFrame.close(code: 4008, reason: String(repeating: "あ", count: 100)).bytes
    let frame = try #require(ServerFrame.take(&buffer))
    #expect(frame.closeCode == 4008)
    #expect(frame.payload.count == 2 + 123)
    #expect(String(validating: frame.payload.dropFirst(2), as: UTF8.self) == String(repeating: "あ", count: 41))
  }

  @Test(arguments: 0..<20) func `unmasking undoes masking wherever the pieces are cut`(cut: Int) {
    let plain = (0..<20).map { UInt8($0 * 11) }
    let frame = clientFrame(0x2, plain)
    var mask = FrameMask()
    for byte in frame[2..<6] { mask.append(byte) }
    var target = ByteBuffer()
    let masked = Array(frame[6...])
    masked[..<cut].withUnsafeBytes { part in
      mask.unmask(part, onto: &target) { #expect($0.elementsEqual(plain[..<cut])) }
    }
    masked[cut...].withUnsafeBytes { part in
      mask.unmask(part, onto: &target) { #expect($0.elementsEqual(plain[cut...])) }
    }
    #expect(Array(target.readableBytesView) == plain)
  }
}
