import WebSocketTransport

extension ServerConfiguration {
  /// The limits of connections.
  var transport: TransportConfiguration {
    var transport = TransportConfiguration()
    transport.isSecure = tls != nil
    transport.maximumConnections = maxConnections
    transport.maximumConnectionsPerAddress = maxConnectionsPerAddress
    return transport
  }

  /// The limits of one socket.
  var sessionLimits: SessionLimits { SessionLimits() }
}
