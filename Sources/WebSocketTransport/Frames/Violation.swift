/// Why a peer's bytes cannot be accepted: the close code it is told, and a short reason.
enum Violation: Equatable, Sendable {
  case reservedBits
  case reservedOpcode
  case unmasked
  case fragmentedControl
  case oversizedControl
  case lengthEncoding
  case continuationOfNothing
  case interruptedMessage
  case closeBody
  case closeCode
  case notUTF8
  case messageTooBig
  case binary
  case emptyFragments
  case controlFlood

  var code: UInt16 {
    switch self {
    case .notUTF8: CloseStatus.invalidPayload
    case .messageTooBig: CloseStatus.messageTooBig
    case .binary: CloseStatus.unsupportedData
    default: CloseStatus.protocolError
    }
  }

  var reason: String {
    switch self {
    case .reservedBits: "reserved bits set"
    case .reservedOpcode: "reserved opcode"
    case .unmasked: "frame not masked"
    case .fragmentedControl: "fragmented control frame"
    case .oversizedControl: "control frame over 125 bytes"
    case .lengthEncoding: "length not minimal"
    case .continuationOfNothing: "nothing to continue"
    case .interruptedMessage: "message not finished"
    case .closeBody: "close body of one byte"
    case .closeCode: "close code not allowed"
    case .notUTF8: "text is not UTF-8"
    case .messageTooBig: "message too big"
    case .binary: "binary not accepted"
    case .emptyFragments: "too many empty fragments"
    case .controlFlood: "too many control frames"
    }
  }
}
