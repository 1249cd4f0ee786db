/// What one run does.
struct Plan: Sendable {
  enum Pace: Sendable, Equatable {
    /// Posts a second over all posters, at intended times whatever the server does.
    case openLoop(postsPerSecond: Double)
    /// Each poster keeps this many posts unanswered.
    case closedLoop(outstanding: Int)
    case silent
  }

  var scenario: String
  var members: Int
  /// Member i is in `rooms[i % rooms.count]`.
  var rooms: [Int64]
  /// The first members are the ones who write.
  var posters: Int
  var pace: Pace
  var seconds: Double
  var bodyLength = 60
  /// The last members look at every key, so that delivery latency and completeness are known.
  var observers: Int
  /// Fraction of the members whose connection breaks, each second.
  var dropsPerSecond: Double = 0
  /// Break every connection after a third of the time and measure the return.
  var storm = false
  /// Whether members open their rooms or only write into them.
  var subscribes = true
  /// Messages that a moderator hides, each second.
  var hidesPerSecond: Double = 0
  var serverPID: Int32?
}
