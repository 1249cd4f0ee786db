import Synchronization

/// The screener in force. Replacing it is atomic: every text is screened by the old rules or by the new ones, never by
/// none.
public final class CurrentScreener: Sendable {
  private let screener: Mutex<Screener>

  public init(_ screener: Screener) {
    self.screener = Mutex(screener)
  }

  public var current: Screener { screener.withLock { $0 } }

  /// Puts `newScreener`, built beforehand, in force for every text screened from now on.
  public func replace(with newScreener: Screener) {
    screener.withLock { $0 = newScreener }
  }
}
