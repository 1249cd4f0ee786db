import NIOCore
import WebSocketTransport

extension ServerConfiguration {
  /// The limits of connections.
  var transport: TransportConfiguration {
    var transport = TransportConfiguration()
    transport.headerDeadline = .seconds(Int64(headerSeconds))
    transport.isSecure = tls != nil
    transport.maximumConnections = maxConnections
    transport.maximumConnectionsPerAddress = maxConnectionsPerAddress
    return transport
  }

  /// The limits of one socket.
  var sessionLimits: SessionLimits {
    var limits = SessionLimits()
    limits.framesPerSecond = Double(framesPerSecond)
    limits.frameBurst = Double(framesPerSecond) * 3
    limits.socketsPerMember = socketsPerMember
    return limits
  }

  /// Whether a page of this origin is ours: a request's `Origin` and `Host` lines.
  func admitsOrigin(_ origin: String?, host: String?) -> Bool {
    CrossSiteProtection.isOwn(origin: origin, host: host, publicOrigin: publicOrigin, isSecure: tls != nil)
  }
}
