import Community
import Synchronization

/// A token bucket per key, for as many keys as fit.
///
/// When there are more, full buckets (nobody waits on them) are forgotten first; should there be none, everything is:
/// a limit may be generous for a moment, memory may not grow.
/// - Isolation: any thread.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
  private let rate: Double
  private let burst: Double
  private let capacity: Int
  private let buckets = Mutex<[Key: TokenBucket]>([:])

  /// - Parameters:
  ///   - rate: actions per second on average.
  ///   - burst: actions at once.
  ///   - capacity: keys remembered.
  init(rate: Double, burst: Double, capacity: Int = 20_000) {
    self.rate = rate
    self.burst = burst
    self.capacity = capacity
  }

  /// - Throws: a rejection with `tooFast` and when to try again.
  func take(_ key: Key, at now: Timestamp) throws(Rejection) {
    let wait = buckets.withLock { buckets in
      if buckets.count >= capacity, buckets[key] == nil { makeRoom(in: &buckets, at: now) }
      return buckets[key, default: TokenBucket(rate: rate, burst: burst, now: now)].take(at: now)
    }
    if let wait { throw Rejection(.tooFast, retryAfterMs: wait) }
  }

  private func makeRoom(in buckets: inout [Key: TokenBucket], at now: Timestamp) {
    // A bucket untouched for this long is full again.
    let refill = Duration.milliseconds(Int64(burst / rate * 1_000))
    buckets = buckets.filter { $0.value.updatedAt.advanced(by: refill) > now }
    if buckets.count >= capacity { buckets.removeAll(keepingCapacity: true) }
  }
}
