/// The codes this transport closes with on its own (RFC 6455 §7.4; the application's range from 4000).
public enum CloseStatus {
  public static let normal: UInt16 = 1000
  public static let protocolError: UInt16 = 1002
  /// A kind of message the application does not take.
  public static let unsupportedData: UInt16 = 1003
  /// Text that is not UTF-8.
  public static let invalidPayload: UInt16 = 1007
  public static let messageTooBig: UInt16 = 1009
  public static let serviceRestart: UInt16 = 1012
  /// Never sent: the connection ended without a close frame.
  public static let abnormal: UInt16 = 1006
  /// Never sent: the peer's close frame carried no code.
  public static let absent: UInt16 = 1005
  /// The client did not read for too long.
  public static let slowConsumer: UInt16 = 4008
  /// The client was not heard for too long.
  public static let idle: UInt16 = 4009

  /// Whether a peer may send `code`: registered for use on the wire, or in the ranges of libraries and applications.
  static func isAllowedOnTheWire(_ code: UInt16) -> Bool {
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}
