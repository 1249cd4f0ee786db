public import NIOCore

/// Limits and times of connections. Every queue and every wait has a number here.
public struct TransportConfiguration: Sendable {
  // MARK: Route

  /// The path that WebSocket clients open, without query.
  public var path = "/ws"
  /// Whether connections are encrypted by this process. Must be true behind `.tls`: frames then never bypass TLS.
  public var isSecure = false

  // MARK: HTTP

  /// Time from accepting a connection (TLS handshake included) to the end of its first request's header.
  public var headerDeadline: TimeAmount = .seconds(8)
  /// Time to decide about an upgrade; afterwards the client is told 503.
  public var decisionDeadline: TimeAmount = .seconds(10)
  /// Time a kept-alive HTTP connection may wait for its next request.
  public var httpIdleTimeout: TimeAmount = .seconds(60)
  /// Time from the end of a request's header to the end of its body.
  public var bodyDeadline: TimeAmount = .seconds(30)
  /// Time a client may take to read on, while a response waits for it.
  public var responseStallTimeout: TimeAmount = .seconds(30)
  /// Longest header field (name and value) and longest URI, in bytes.
  public var maximumHeaderFieldBytes = 8_192
  /// All header fields of one request together, in bytes.
  public var maximumHeaderBytes = 16_384
  /// Header fields of one request.
  public var maximumHeaderFields = 100
  /// Whether compressible HTTP responses are sent with gzip to clients that accept it.
  public var compressesResponses = true

  // MARK: Connections

  /// Open connections of all kinds; further ones are closed at once.
  public var maximumConnections = 50_000
  /// Open connections of one remote address; nil is no limit, right behind a proxy. Mobile carriers share addresses
  /// between many people, so a limit must be generous.
  public var maximumConnectionsPerAddress: Int?

  // MARK: Sockets

  /// Longest message a client may send, over all its fragments, in bytes.
  public var maximumMessageBytes = 65_536
  /// Silence after which the server pings.
  public var pingInterval: TimeAmount = .seconds(20)
  /// Silence after which a socket is closed.
  public var idleTimeout: TimeAmount = .seconds(50)
  /// Bytes that may wait for one socket outside the kernel. Beyond half, ephemeral frames are dropped and nothing more
  /// is read from the client; beyond all of it, the socket is closed.
  public var outboundBudget = 262_144
  /// Time a socket may stay beyond half its budget before it is closed.
  public var slowTimeout: TimeAmount = .seconds(8)
  /// Time a client has to answer a close frame.
  public var closeTimeout: TimeAmount = .seconds(3)
  /// Time between the close frame for a client that does not read, or is not heard of, and the reset of its connection.
  public var abortDelay: TimeAmount = .milliseconds(500)
  /// What the kernel may hold for a client that does not read, in bytes; nil leaves it to the kernel, which allows
  /// several MiB. Linux accounts for twice the number.
  public var sendBufferBytes: Int? = 131_072

  public init() {}
}
