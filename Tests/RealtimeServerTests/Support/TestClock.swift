import Community
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
  private let time: Mutex<Timestamp>

  /// Begins on 21 November 2026, 10:42 in Japan.
  init(_ time: Timestamp = Timestamp(milliseconds: 1_795_225_320_000)) {
    self.time = Mutex(time)
  }

  var now: Timestamp { time.withLock { $0 } }

  func advance(by duration: Duration) {
    time.withLock { $0 = $0.advanced(by: duration) }
  }
}
