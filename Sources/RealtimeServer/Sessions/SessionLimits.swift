/// Bounds of one socket. Beyond them: a refusal, then the end of the socket.
struct SessionLimits: Hashable, Sendable {
  /// How often a client should say something, in milliseconds: under the 30 s after which Japanese mobile carriers
  /// forget an idle connection.
  static let heartbeatMs = 20_000

  /// Rooms one socket may have open at once.
  var subscriptions = 64
  /// Frames a second, on average and at once.
  var framesPerSecond: Double = 20
  var frameBurst: Double = 60
  /// Frames refused as too fast before the socket is closed.
  var refusedFramesBeforeClose = 300
  /// Sockets of one member on one node.
  var socketsPerMember = 10
  /// Publications a client may have missed and still catch up on this socket.
  var recoveredPublications = 500
  /// Largest `recovered` answer, in bytes; a larger one becomes a reset, so that it fits the outbound budget.
  var recoveredBytes = 131_072
}
