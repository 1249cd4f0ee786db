import NIOCore

/// When a socket is pinged, given up or cut: times in, a verdict out.
struct SocketVigil {
  enum Verdict: Equatable {
    case waitUntil(NIODeadline)
    case ping
    /// Nothing was heard for too long.
    case closeIdle
    /// Beyond half the budget for too long.
    case closeSlow
    /// The time to end properly is over.
    case abort
  }

  private(set) var lastHeard: NIODeadline
  /// No ping before this. The first comes at a random moment, heard or not: from then on each socket has its own rhythm.
  private var nextPing: NIODeadline
  private var hasPinged = false
  /// Since when the socket is beyond half its budget.
  private(set) var pressureSince: NIODeadline?
  /// Set once either side began to close.
  private(set) var endBy: NIODeadline?

  /// - Parameter phase: in 0...1, spreads the pings of sockets that opened together.
  init(now: NIODeadline, phase: Double, configuration: TransportConfiguration) {
    lastHeard = now
    let interval = Double(configuration.pingInterval.nanoseconds)
    nextPing = now + .nanoseconds(Int64(interval * (0.25 + 0.75 * phase)))
  }

  mutating func heard(at now: NIODeadline) { lastHeard = now }
  mutating func pressed(at now: NIODeadline) { if pressureSince == nil { pressureSince = now } }
  mutating func relieved() { pressureSince = nil }
  mutating func ends(by deadline: NIODeadline) { endBy = min(endBy ?? deadline, deadline) }

  mutating func pinged(at now: NIODeadline, configuration: TransportConfiguration) {
    nextPing = now + configuration.pingInterval
    hasPinged = true
  }

  func verdict(at now: NIODeadline, configuration: TransportConfiguration) -> Verdict {
    if let endBy { return now >= endBy ? .abort : .waitUntil(endBy) }
    var next = lastHeard + configuration.idleTimeout
    guard now < next else { return .closeIdle }
    if let pressureSince {
      guard now < pressureSince + configuration.slowTimeout else { return .closeSlow }
      next = min(next, pressureSince + configuration.slowTimeout)
    }
    let ping = hasPinged ? max(nextPing, lastHeard + configuration.pingInterval) : nextPing
    guard now < ping else { return .ping }
    return .waitUntil(min(next, ping))
  }
}
