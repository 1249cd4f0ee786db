/// Why the server ends a socket. 4000–4499: come back; 4500–4999: do not.
public enum CloseCode: UInt16, CaseIterable, Sendable {
  /// The server is stopping (RFC 6455 §7.4.1, registered 1012): come back, spread over some seconds.
  case serviceRestart = 1012
  /// The socket did not read for too long, or its write budget was exceeded. It resumes by offset.
  case slowConsumer = 4008
  /// Nothing was heard for too long.
  case idle = 4009
  /// Too many frames or refusals in a short time.
  case tooFast = 4029
  /// The session ended: signed out, revoked or expired.
  case sessionEnded = 4501
  /// The member may not be here any more.
  case removed = 4503

  /// Whether a client should reconnect on its own.
  public var invitesReconnect: Bool { rawValue < 4500 }
}
