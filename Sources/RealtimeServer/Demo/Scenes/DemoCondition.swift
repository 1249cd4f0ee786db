/// When a scene or a line may be written. Everything is allowed unless the notation says otherwise.
struct DemoCondition: Hashable, Sendable {
  /// Bit m is month m.
  private var months: UInt16 = .max
  /// Bit h is hour h.
  private var hours: UInt32 = .max
  /// Bit d is weekday d, 0 Sunday.
  private var weekdays: UInt8 = .max
  /// First and last day as month × 100 + day, both included.
  private var season: ClosedRange<Int>?

  init() {}

  func admits(_ time: JapanTime) -> Bool {
    months & (1 << UInt16(time.month)) != 0 && hours & (1 << UInt32(time.hour)) != 0
      && weekdays & (1 << UInt8(time.weekday)) != 0
      && (season?.contains(time.month * 100 + time.day) ?? true)
  }

  /// Reads `m=11-2`, `h=7-9,17-19`, `d=0,6` or `md=0412-0510`.
  /// - Returns: false when the word is none of these.
  mutating func read(_ word: Substring) -> Bool {
    let parts = word.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "m": months = Self.months(parts[1])
    case "h": hours = UInt32(truncatingIfNeeded: Self.bits(parts[1], wrappingAt: 0...23))
    case "d": weekdays = UInt8(truncatingIfNeeded: Self.bits(parts[1], wrappingAt: 0...6))
    case "md":
      let days = parts[1].split(separator: "-").compactMap { Int($0) }
      guard days.count == 2, days[0] <= days[1] else { return false }
      season = days[0]...days[1]
    default: return false
    }
    return true
  }

  /// `11-2` or `4-6,10-12` as bits.
  static func months(_ text: some StringProtocol) -> UInt16 {
    UInt16(truncatingIfNeeded: bits(Substring(text), wrappingAt: 1...12))
  }

  private static func bits(_ text: Substring, wrappingAt bounds: ClosedRange<Int>) -> UInt64 {
    var bits: UInt64 = 0
    for range in text.split(separator: ",") {
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last else { continue }
      var value = first
      while true {
        bits |= 1 << UInt64(value)
        if value == last { break }
        value = value == bounds.upperBound ? bounds.lowerBound : value + 1
      }
    }
    return bits
  }
}
