/// A client frame's header, checked as far as one frame alone allows.
struct FrameHeader: Equatable, Sendable {
  let isFinal: Bool
  let opcode: Opcode
  let length: Int
}

/// Reads frame headers byte by byte, so that bytes may arrive in any pieces and every rule is checked at the first byte
/// that breaks it.
struct FrameHeaderParser: Sendable {
  enum Step: Equatable {
    case needsMore
    case header(FrameHeader)
    case violation(Violation)
  }

  private enum Phase {
    case flags
    case length
    case extendedLength
    case mask
  }

  private var phase = Phase.flags
  private var isFinal = false
  private var opcode = Opcode.continuation
  private var bytesLeft: UInt8 = 0
  private var lengthBytes: UInt8 = 0
  private var length: UInt64 = 0
  /// Complete once a header was returned.
  private(set) var mask = FrameMask()

  mutating func take(_ byte: UInt8) -> Step {
    switch phase {
    case .flags: takeFlags(byte)
    case .length: takeLength(byte)
    case .extendedLength: takeExtendedLength(byte)
    case .mask: takeMask(byte)
    }
  }

  private mutating func takeFlags(_ byte: UInt8) -> Step {
    guard byte & 0x70 == 0 else { return .violation(.reservedBits) }
    guard let opcode = Opcode(rawValue: byte & 0x0F) else { return .violation(.reservedOpcode) }
    isFinal = byte & 0x80 != 0
    guard isFinal || !opcode.isControl else { return .violation(.fragmentedControl) }
    self.opcode = opcode
    phase = .length
    return .needsMore
  }

  private mutating func takeLength(_ byte: UInt8) -> Step {
    guard byte & 0x80 != 0 else { return .violation(.unmasked) }
    length = UInt64(byte & 0x7F)
    guard length > 125 else { return beginMask() }
    guard !opcode.isControl else { return .violation(.oversizedControl) }
    lengthBytes = length == 126 ? 2 : 8
    bytesLeft = lengthBytes
    length = 0
    phase = .extendedLength
    return .needsMore
  }

  private mutating func takeExtendedLength(_ byte: UInt8) -> Step {
    length = length << 8 | UInt64(byte)
    bytesLeft -= 1
    guard bytesLeft == 0 else { return .needsMore }
    let minimum: UInt64 = lengthBytes == 2 ? 126 : 65_536
    guard minimum...UInt64(Int64.max) ~= length else { return .violation(.lengthEncoding) }
    return beginMask()
  }

  private mutating func beginMask() -> Step {
    bytesLeft = 4
    phase = .mask
    return .needsMore
  }

  private mutating func takeMask(_ byte: UInt8) -> Step {
    mask.append(byte)
    bytesLeft -= 1
    guard bytesLeft == 0 else { return .needsMore }
    phase = .flags
    return .header(FrameHeader(isFinal: isFinal, opcode: opcode, length: Int(length)))
  }
}
