/// Divides Japanese text into words. Asked only about texts in which something was found, so it may cost microseconds.
public protocol WordBorders: Sendable {
  /// The words of well-formed UTF-8 text, in order; white space between them is in none.
  /// - Returns: `nil` when the text could not be divided: nothing is then vetoed.
  func words(in utf8: UnsafeBufferPointer<UInt8>) -> [DividedWord]?
}

/// One word of a text.
public struct DividedWord: Hashable, Sendable {
  /// UTF-8 offsets.
  public let range: Range<Int>
  /// Whether a dictionary has it.
  public let isKnown: Bool
  /// A particle or an auxiliary verb.
  public let isFunctionWord: Bool

  public init(range: Range<Int>, isKnown: Bool, isFunctionWord: Bool) {
    self.range = range
    self.isKnown = isKnown
    self.isFunctionWord = isFunctionWord
  }
}
