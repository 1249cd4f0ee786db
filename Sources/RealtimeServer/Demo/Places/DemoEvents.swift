import Community

/// The online gatherings of the demo: the second Thursday of each month, 19:30 to 21:00 in Japan.
enum DemoEvents {
  static let startHour = 19
  static let startMinute = 30
  static let durationMs: Int64 = 90 * 60_000

  private static let themes = [
    "県北編 山と滝のある暮らし", "県央編 水戸のまわりで暮らす", "つくば・TX沿線編 通勤と子育て",
    "鹿行編 海と湖の仕事", "県西編 古い家と手仕事", "食と農編 畑からはじめる",
  ]

  /// The day of the gathering in a month, counted from year 0.
  static func dayNumber(monthIndex: Int) -> Int {
    let first = firstDay(monthIndex: monthIndex)
    return first + (4 - JapanTime(dayNumber: first).weekday + 7) % 7 + 7
  }

  static func theme(monthIndex: Int) -> String { themes[monthIndex % themes.count] }

  static func monthIndex(_ time: JapanTime) -> Int { time.year * 12 + time.month - 1 }

  /// Which part of a gathering runs now, from five minutes before to five minutes after; `nil` at other times.
  static func phase(at time: JapanTime) -> DemoScene.Phase? {
    guard time.dayNumber == dayNumber(monthIndex: monthIndex(time)) else { return nil }
    let minutes = (time.hour - startHour) * 60 + time.minute - startMinute
    switch minutes {
    case -5..<6: return .start
    case 6..<85: return .middle
    case 85..<96: return .end
    default: return nil
    }
  }

  /// The month of the next gathering that has not begun.
  static func next(after time: JapanTime) -> Int {
    let month = monthIndex(time)
    let day = dayNumber(monthIndex: month)
    let hasBegun = (time.hour, time.minute) >= (startHour, startMinute)
    return time.dayNumber < day || (time.dayNumber == day && !hasBegun) ? month : month + 1
  }

  /// The month of the last gathering that has ended.
  static func last(before time: JapanTime) -> Int {
    let month = monthIndex(time)
    let day = dayNumber(monthIndex: month)
    return time.dayNumber > day || (time.dayNumber == day && time.hour >= 21) ? month : month - 1
  }

  private static func firstDay(monthIndex: Int) -> Int {
    // Days from the civil calendar: the inverse of `JapanTime.init(dayNumber:)`.
    let (year, month) = (monthIndex / 12, monthIndex % 12 + 1)
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
