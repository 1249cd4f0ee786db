import Community

/// The calendar parts of a moment, in UTC. Months and days count from 1, weekdays from 0 = Sunday.
struct UTC: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int
  let weekday: Int
  let hour: Int
  let minute: Int
  let second: Int
  let millisecond: Int

  /// - Source: https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  init(_ time: Timestamp) {
    let milliseconds = Int(time.milliseconds)
    let days = milliseconds / 86_400_000
    let rest = milliseconds % 86_400_000
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    month = part < 10 ? part + 3 : part - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * part + 2) / 5 + 1
    // 1970-01-01 was a Thursday.
    weekday = (days + 4) % 7
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1_000 % 60
    millisecond = rest % 1_000
  }

  /// `2026-11-21T01:42:00.123Z`.
  var iso8601: String {
    "\(year)-\(Self.padded(month))-\(Self.padded(day))T\(clock).\(Self.padded(millisecond, to: 3))Z"
  }

  /// `01:42:00`.
  var clock: String { [hour, minute, second].map { Self.padded($0) }.joined(separator: ":") }

  private static func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
