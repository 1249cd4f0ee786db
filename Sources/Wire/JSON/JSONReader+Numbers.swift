public import Community

extension JSONReader {
  /// JavaScript's largest safe integer, 2⁵³ − 1: no number of the contract is larger.
  public static let largestInteger: Int64 = 9_007_199_254_740_991

  /// A whole number within `range`, written with digits alone: no sign, fraction or exponent.
  public mutating func integer(in range: ClosedRange<Int64> = 0...largestInteger) throws(JSONError) -> Int64 {
    let start = position
    var value: Int64 = 0
    while let byte = peek(), case let digit = byte &- UInt8(ascii: "0"), digit < 10 {
      position += 1
      // 2⁵³ − 1 has sixteen digits, so nothing overflows before this is found.
      guard position - start <= 16 else { throw outOfRange(range, at: start) }
      value = value &* 10 &+ Int64(digit)
    }
    guard position > start, position - start == 1 || bytes[start] != UInt8(ascii: "0"), !continuesNumber else {
      throw outOfRange(range, at: start)
    }
    guard range.contains(value) else { throw outOfRange(range, at: start) }
    return value
  }

  /// An identity: 1 or more.
  public mutating func id<ID: Identifier>(_ type: ID.Type = ID.self) throws(JSONError) -> ID {
    ID(rawValue: try integer(in: 1...Self.largestInteger))
  }

  /// A position in a room's log: 0 or more.
  public mutating func offset() throws(JSONError) -> Offset {
    Offset(rawValue: try integer())
  }

  public mutating func timestamp() throws(JSONError) -> Timestamp {
    Timestamp(milliseconds: try integer())
  }

  /// A count or a length of time, up to 2³¹ − 1.
  public mutating func count() throws(JSONError) -> Int {
    Int(try integer(in: 0...Int64(Int32.max)))
  }

  /// Passes over a number of any form that RFC 8259 knows.
  mutating func skipNumber() throws(JSONError) {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try skipDigits() }
    if take(UInt8(ascii: ".")) { try skipDigits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = position
    while let byte = peek(), byte &- UInt8(ascii: "0") < 10 { position += 1 }
    guard position > start else { throw unexpected("a value") }
  }

  private var continuesNumber: Bool {
    switch peek() {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }

  private func outOfRange(_ range: ClosedRange<Int64>, at start: Int) -> JSONError {
    JSONError("Expected a whole number from \(range.lowerBound) to \(range.upperBound) at byte \(start).")
  }
}
