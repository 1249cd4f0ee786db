/// How often something may be done: `burst` times at once, then one more each interval.
///
/// Gentler than counting in fixed windows: whoever was quiet has the whole burst, and nobody waits longer than one
/// interval for the next.
public struct Pace: Hashable, Sendable {
  public let burst: Int
  public let intervalMs: Int64

  public init(burst: Int, intervalMs: Int64) {
    self.burst = max(1, burst)
    self.intervalMs = max(1, intervalMs)
  }
}

/// What one sender has left of a pace. Eight bytes; no clock.
struct PaceMeter: Hashable, Sendable {
  /// When everything taken so far would be paid back (the "theoretical arrival time" of GCRA).
  private var paidAt: Int64 = .min

  /// Milliseconds until the next is allowed; 0 now.
  func wait(_ pace: Pace, at now: Int64) -> Int64 {
    let credit = Int64(pace.burst - 1) * pace.intervalMs
    return max(0, debt(pace, at: now) - credit)
  }

  mutating func take(_ pace: Pace, at now: Int64) {
    paidAt = now + min(debt(pace, at: now) + pace.intervalMs, Int64(pace.burst) * pace.intervalMs)
  }

  /// More than the whole burst cannot have been taken: then the clock was set back, and nobody waits for that.
  private func debt(_ pace: Pace, at now: Int64) -> Int64 {
    guard paidAt > now, paidAt - now <= Int64(pace.burst) * pace.intervalMs else { return 0 }
    return paidAt - now
  }
}

/// A short and a long pace, kept together.
struct PaceMeters: Hashable, Sendable {
  private var short = PaceMeter()
  private var long = PaceMeter()

  func wait(_ limits: BehaviourPolicy.Limits, at now: Int64) -> Int64 {
    max(short.wait(limits.short, at: now), long.wait(limits.long, at: now))
  }

  mutating func take(_ limits: BehaviourPolicy.Limits, at now: Int64) {
    short.take(limits.short, at: now)
    long.take(limits.long, at: now)
  }
}
