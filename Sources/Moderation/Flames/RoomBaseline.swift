/// A room's usual: its messages a minute by hour of the day, and the shares of what the early warning counts.
struct RoomBaseline: Hashable, Codable, Sendable {
  /// Counts of a minute, of the window, or slowly decayed totals.
  struct Counts: Hashable, Codable, Sendable {
    var messages = 0.0
    var bad = 0.0
    var negative = 0.0
    var newcomers = 0.0

    static func += (left: inout Counts, right: Counts) {
      left.messages += right.messages
      left.bad += right.bad
      left.negative += right.negative
      left.newcomers += right.newcomers
    }
  }

  static let hours = 24
  /// A total halves in a day.
  private static let dailyDecay = 0.999_518_77
  /// What is believed before anything is known, worth 200 messages and 60 replies: a quiet room cannot alarm.
  private static let prior = Counts(messages: 200, bad: 2, negative: 8, newcomers: 30)
  private static let priorReplies = 60.0
  private static let priorLeader = 21.0

  private var totals = Counts()
  private var replies = 0.0
  private var leader = 0.0
  private var hourMeans = [Double](repeating: 0, count: hours)
  private var hourSamples = [Int](repeating: 0, count: hours)
  /// The usual size of each signal's swings; never taken as below 1.
  private(set) var swings = FlameSignals()

  func share(_ count: KeyPath<Counts, Double>) -> Double {
    (totals[keyPath: count] + Self.prior[keyPath: count]) / (totals.messages + Self.prior.messages)
  }

  var leaderShare: Double { (leader + Self.priorLeader) / (replies + Self.priorReplies) }

  /// The usual messages a minute at `minute` (JST), between the means of the two nearest hours.
  func usualRate(at minute: Int64) -> Double {
    let ofDay = Self.minuteOfDay(minute)
    let place = Double(ofDay) / 60 - 0.5
    let earlier = Int(place.rounded(.down))
    let part = place - Double(earlier)
    return hourMean(earlier) * (1 - part) + hourMean(earlier + 1) * part
  }

  /// Learns one observed, unremarkable minute.
  mutating func learn(_ counts: Counts, replies: Double, leader: Double, signals: FlameSignals) {
    totals += counts
    // Replies are already weighed over ten minutes.
    self.replies += replies / 10
    self.leader += leader / 10
    swings = swings.merged(with: signals) { $0 + (abs($1) / 0.8 - $0) / 1_440 }
  }

  /// Learns how busy the hour is.
  mutating func learnRate(_ messages: Double, at minute: Int64) {
    let hour = Self.minuteOfDay(minute) / 60
    hourSamples[hour] = min(hourSamples[hour] + 1, 180)
    hourMeans[hour] += (messages - hourMeans[hour]) / Double(hourSamples[hour])
  }

  mutating func passMinute() {
    totals.messages *= Self.dailyDecay
    totals.bad *= Self.dailyDecay
    totals.negative *= Self.dailyDecay
    totals.newcomers *= Self.dailyDecay
    replies *= Self.dailyDecay
    leader *= Self.dailyDecay
  }

  /// Whether a stored value has the shape this code writes.
  var isSound: Bool { hourMeans.count == Self.hours && hourSamples.count == Self.hours }

  private func hourMean(_ hour: Int) -> Double {
    let hour = (hour + Self.hours) % Self.hours
    if hourSamples[hour] > 0 { return hourMeans[hour] }
    // An hour never seen is taken to be as busy as the others.
    let seen = hourSamples.count { $0 > 0 }
    return seen == 0 ? 0.1 : hourMeans.reduce(0, +) / Double(seen)
  }

  private static func minuteOfDay(_ minute: Int64) -> Int { Int(((minute % 1_440) + 1_440) % 1_440) }
}
