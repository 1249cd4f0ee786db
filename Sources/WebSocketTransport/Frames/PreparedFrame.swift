public import NIOCore

/// A complete server frame, encoded once and shared by all its receivers.
public struct PreparedFrame: Sendable {
  /// Header and payload, never changed after `init`.
  let bytes: ByteBuffer

  /// Its size on the wire, in bytes.
  public var byteCount: Int { bytes.readableBytes }

  /// A text frame. `text` must be UTF-8.
  public init(text: some Collection<UInt8>) {
    self.init(.text, payload: text)
  }

  public init(text: String) {
    self.init(.text, payload: text.utf8)
  }

  public init(text: ByteBuffer) {
    self.init(.text, payload: text.readableBytesView)
  }

  public init(binary: ByteBuffer) {
    self.init(.binary, payload: binary.readableBytesView)
  }

  /// Several frames in one: whoever sends the same frames to many sockets queues and counts them once.
  public init(joining frames: [PreparedFrame]) {
    var joined = ByteBufferAllocator().buffer(capacity: frames.reduce(0) { $0 + $1.byteCount })
    for frame in frames { joined.writeImmutableBuffer(frame.bytes) }
    bytes = joined
  }

  init(_ opcode: Opcode, payload: some Collection<UInt8>) {
    let count = payload.count
    var buffer = ByteBufferAllocator().buffer(capacity: count + 10)
    buffer.writeInteger(0x80 | opcode.rawValue)
    switch count {
    case ..<126:
      buffer.writeInteger(UInt8(truncatingIfNeeded: count))
    case ...Int(UInt16.max):
      buffer.writeInteger(UInt8(126))
      buffer.writeInteger(UInt16(truncatingIfNeeded: count))
    default:
      buffer.writeInteger(UInt8(127))
      buffer.writeInteger(UInt64(count))
    }
    buffer.writeBytes(payload)
    bytes = buffer
  }

  /// A close frame. The reason is cut to the 123 bytes a control frame has room for, never inside a character.
  static func close(code: UInt16, reason: String) -> PreparedFrame {
    var payload: [UInt8] = [UInt8(code >> 8), UInt8(truncatingIfNeeded: code)]
    for character in reason {
      guard payload.count + character.utf8.count <= 125 else { break }
      payload.append(contentsOf: character.utf8)
    }
    return PreparedFrame(.close, payload: payload)
  }

  static let emptyClose = PreparedFrame(.close, payload: [])
  static let ping = PreparedFrame(.ping, payload: [])
}
