import Community

/// When a community speaks: the hours of a day and the days of a week in Japan, growing over the months.
struct DemoRhythm: Sendable {
  enum Kind: Sendable {
    /// Members: morning, lunch, and above all the evening; weekends more.
    case members
    /// Offices: weekdays from nine to half past five.
    case offices
  }

  private let start: Int64
  /// Share of the total before each hour since `start`, ascending, 0 to 1.
  private let cumulative: [Double]

  init(_ kind: Kind, during span: ClosedRange<Timestamp>) {
    start = span.lowerBound.milliseconds
    let hours = max(1, Int((span.upperBound.milliseconds - start) / JapanTime.hourMs))
    var sums = [0.0]
    sums.reserveCapacity(hours + 1)
    for hour in 0..<hours {
      let time = JapanTime(Timestamp(milliseconds: start + Int64(hour) * JapanTime.hourMs))
      let growth = 0.35 + 0.65 * Double(hour) / Double(hours)
      sums.append((sums.last ?? 0) + growth * Self.weight(kind, time))
    }
    let total = sums.last.map { $0 > 0 ? $0 : 1 } ?? 1
    cumulative = sums.map { $0 / total }
  }

  /// The moment before which this share (0 to 1) of everything is said.
  /// - Parameter hint: the hour found last; moves forward only, so that ascending shares cost nothing.
  func moment(_ share: Double, hint: inout Int) -> Timestamp {
    while hint + 2 < cumulative.count, cumulative[hint + 1] <= share { hint += 1 }
    let width = cumulative[hint + 1] - cumulative[hint]
    let inside = width > 0 ? min(1, max(0, (share - cumulative[hint]) / width)) : 0
    return Timestamp(milliseconds: start + Int64((Double(hint) + inside) * Double(JapanTime.hourMs)))
  }

  /// How much is said in this hour, 1 being an ordinary hour of the day.
  static func weight(_ kind: Kind, _ time: JapanTime) -> Double {
    switch kind {
    case .members: hours[time.hour] * weekdays[time.weekday]
    case .offices: (1...5).contains(time.weekday) && (9...17).contains(time.hour) ? 1 : 0
    }
  }

  private static let hours = [
    0.5, 0.2, 0.05, 0.03, 0.03, 0.15, 0.6, 1.0, 1.1, 0.9, 0.9, 1.0, 1.6, 1.2, 0.9, 0.9, 1.0, 1.3, 1.6, 2.0, 2.6, 2.8,
    2.0, 1.1,
  ]
  private static let weekdays = [1.35, 0.9, 0.92, 0.95, 1.0, 1.02, 1.2]
}
