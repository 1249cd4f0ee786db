import NIOCore

/// A frame as a client sends it: masked.
func clientFrame(
  _ opcode: UInt8, _ payload: some Collection<UInt8> = [UInt8](), isFinal: Bool = true,
  mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
) -> [UInt8] {
  var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
  switch payload.count {
  case ..<126: bytes.append(0x80 | UInt8(payload.count))
  case ...65_535: bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
  default: bytes += [0x80 | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
  }
  bytes += mask
  bytes += zip(payload, 0...).map { $0 ^ mask[$1 & 3] }
  return bytes
}

func clientText(_ text: String) -> [UInt8] { clientFrame(0x1, Array(text.utf8)) }

func clientClose(_ code: UInt16) -> [UInt8] { clientFrame(0x8, [UInt8(code >> 8), UInt8(code & 0xFF)]) }

/// A frame as the server sends it.
struct ServerFrame: Equatable, Sendable {
  var opcode: UInt8
  var payload: [UInt8]

  var text: String { String(decoding: payload, as: UTF8.self) }
  var closeCode: UInt16? { payload.count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1]) }

  /// Takes a whole unmasked frame from the front; nil when there is none yet.
  static func take(_ buffer: inout ByteBuffer) -> ServerFrame? {
    var ahead = buffer
    guard let flags = ahead.readInteger(as: UInt8.self), let short = ahead.readInteger(as: UInt8.self) else {
      return nil
    }
    var length = Int(short)
    if short == 126 {
      guard let long = ahead.readInteger(as: UInt16.self) else { return nil }
      length = Int(long)
    } else if short == 127 {
      guard let long = ahead.readInteger(as: UInt64.self) else { return nil }
      length = Int(long)
    }
    guard let payload = ahead.readBytes(length: length) else { return nil }
    buffer = ahead
    return ServerFrame(opcode: flags & 0x0F, payload: payload)
  }
}
