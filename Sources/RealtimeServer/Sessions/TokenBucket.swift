import Community

/// Allows `rate` actions a second on average and `burst` at once. A value; time is passed in.
struct TokenBucket: Hashable, Sendable {
  let rate: Double
  let burst: Double
  private var tokens: Double
  private(set) var updatedAt: Timestamp

  init(rate: Double, burst: Double, now: Timestamp) {
    self.rate = rate
    self.burst = burst
    self.tokens = burst
    self.updatedAt = now
  }

  /// Takes one token.
  /// - Returns: `nil` when there was one, else the milliseconds until there will be.
  mutating func take(at now: Timestamp) -> Int? {
    let elapsed = Double(max(0, now.milliseconds - updatedAt.milliseconds)) / 1_000
    tokens = min(burst, tokens + elapsed * rate)
    updatedAt = now
    guard tokens < 1 else {
      tokens -= 1
      return nil
    }
    return Int(((1 - tokens) / rate * 1_000).rounded(.up))
  }
}
