import Community

/// How long people take.
enum DemoClock {
  /// The moment itself by day; after midnight mostly the following morning.
  static func awake(_ milliseconds: Int64, using random: inout SplitMix64) -> Int64 {
    let time = JapanTime(Timestamp(milliseconds: milliseconds))
    guard time.hour < 6, random.chance(0.9) else { return milliseconds }
    return milliseconds + Int64(6 - time.hour) * JapanTime.hourMs + Int64(random.below(3 * Int(JapanTime.hourMs)))
  }

  /// When the next comment follows something said: mostly within the hour, sometimes after days, and before the end.
  static func answer(
    to moment: Timestamp, before end: Timestamp, remaining: Int, using random: inout SplitMix64
  ) -> Timestamp {
    let minutes: Double =
      switch random.below(10) {
      case 0..<6: 22
      case 6..<9: 240
      default: 1_300
      }
    let now = moment.milliseconds
    let delay = 40_000 + Int64(random.geometric(mean: minutes * 60_000))
    let then = awake(now + delay, using: &random)
    guard then >= end.milliseconds else { return Timestamp(milliseconds: then) }
    // Near the end everything still to come has to fit in.
    let share = random.unit() / Double(max(1, remaining))
    return Timestamp(milliseconds: now + Int64(Double(max(0, end.milliseconds - 1 - now)) * share))
  }
}
