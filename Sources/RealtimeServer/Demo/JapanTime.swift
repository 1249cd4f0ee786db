import Community

/// A moment on the calendar and clock of Japan (UTC+9, no summer time).
struct JapanTime: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int
  /// 0 is Sunday.
  let weekday: Int
  let hour: Int
  let minute: Int
  /// Days since 1970-01-01 in Japan.
  let dayNumber: Int

  static let hourMs: Int64 = 3_600_000
  static let dayMs: Int64 = 86_400_000
  private static let offsetMs: Int64 = 9 * hourMs

  init(_ timestamp: Timestamp) {
    let local = timestamp.milliseconds + Self.offsetMs
    // Rounded down, also before 1970.
    let days = Int(local / Self.dayMs) - (local % Self.dayMs < 0 ? 1 : 0)
    let inDay = local - Int64(days) * Self.dayMs
    self.init(dayNumber: days, hour: Int(inDay / Self.hourMs), minute: Int(inDay % Self.hourMs / 60_000))
  }

  init(dayNumber: Int, hour: Int = 0, minute: Int = 0) {
    // Civil calendar from a day number; eras of 400 years that start on 1 March.
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * shifted + 2) / 5 + 1
    self.month = shifted < 10 ? shifted + 3 : shifted - 9
    self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.weekday = ((dayNumber + 4) % 7 + 7) % 7
    self.hour = hour
    self.minute = minute
    self.dayNumber = dayNumber
  }

  /// The start of a day of Japan, plus hours and minutes.
  static func timestamp(dayNumber: Int, hour: Int = 0, minute: Int = 0) -> Timestamp {
    Timestamp(
      milliseconds: Int64(dayNumber) * dayMs - offsetMs + Int64(hour) * hourMs + Int64(minute) * 60_000)
  }

  var timestamp: Timestamp { Self.timestamp(dayNumber: dayNumber, hour: hour, minute: minute) }

  /// 12月5日（土）
  var date: String { "\(month)月\(day)日（\(Self.weekdays[weekday])）" }

  private static let weekdays = ["日", "月", "火", "水", "木", "金", "土"]
}
