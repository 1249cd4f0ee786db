import NIOCore

/// How long a loop waits before its next fan-out, so that one write carries more as load rises.
///
/// A write to a socket costs the same for one message as for ten. So after a fan-out that took long the next one waits
/// about as long again, and everything published meanwhile leaves in the same writes. A quiet or a small room never
/// waits: its fan-outs are short or far apart.
struct FanOutPace {
  /// Nobody notices less than this on a screen that draws sixty times a second.
  static let longestWait = TimeAmount.milliseconds(5)
  /// A shorter fan-out is not worth waiting for.
  static let shortFanOut = TimeAmount.milliseconds(1)

  private var earliestNext = NIODeadline.uptimeNanoseconds(0)

  /// From `now` until the next fan-out may begin; zero when it may at once.
  func wait(at now: NIODeadline) -> TimeAmount {
    now < earliestNext ? earliestNext - now : .zero
  }

  mutating func finished(began: NIODeadline, ended: NIODeadline) {
    let took = ended - began
    earliestNext = took < Self.shortFanOut ? ended : ended + min(took, Self.longestWait)
  }
}
