import Community

/// The flaming early warning (炎上の芽) of one room: counts of the last ten minutes against the room's own usual.
///
/// A value without a clock. The caller notes events as they happen and calls `tick` once a minute with the minute's
/// number in Japanese time (minutes since 1970-01-01T00:00 JST). Saved every minute (`Codable`), it goes on after a
/// restart. State is bounded: ten buckets, eight targets, at most 64 complainers, five examples.
/// - Source: shared/moderation-and-search.md, section 5
public struct RoomClimate: Hashable, Codable, Sendable {
  public static let windowMinutes = 10
  /// No warning before the room was watched for a day.
  public static let silentMinutes = 1_440
  /// Quiet minutes before a level falls.
  public static let quietMinutes = 15
  /// A longer silence of the clock ends a warning: what was known is stale.
  public static let longestPause: Int64 = 60
  /// What a score must exceed to add up (CUSUM's k), and the sum that warns (h). The study took 0.9 and 8; with the
  /// context counted only beside evidence, the faster pair stays quiet.
  static let slack = 0.7
  static let threshold = 6.0
  static let learnsBelow = 1.5
  /// By how much the shares of reports and negative words may exceed the usual before it says anything.
  static let crowdAllowance = 1.4

  var buckets = [RoomBaseline.Counts](repeating: .init(), count: windowMinutes)
  var open = RoomBaseline.Counts()
  var targets = TargetCounter()
  var complaints = Complaints()
  var examples: [FlameExample] = []
  var baseline = RoomBaseline()
  var lastMinute: Int64?
  var observedMinutes = 0
  var sum = 0.0
  var quietFor = 0
  var announced: AnnouncedEvent?

  public internal(set) var level = FlameLevel.calm
  public internal(set) var signals = FlameSignals()
  /// The minute the score began to add up; `nil` while it does not.
  public internal(set) var risingSince: Int64?

  public init() {}

  /// Counts something that happened in the current minute.
  public mutating func note(_ event: RoomEvent) {
    let minute = lastMinute ?? 0
    switch event {
    case .message(let id, let isNew, let isNegative, let target):
      open.messages += 1
      if isNew { open.newcomers += 1 }
      if isNegative {
        open.negative += 1
        remember(id, minute: minute)
      }
      if let target { targets.hit(target) }
    case .reaction(let target):
      targets.hit(target)
    case .report(let member, let message, let record):
      open.bad += complaints.report(by: member, record: record, minute: minute)
      remember(message, minute: minute)
    case .stopped(let author, let message):
      open.bad += complaints.stop(of: author, minute: minute)
      if let message { remember(message, minute: minute) }
    }
  }

  /// Expects an announced event's messages. A later call replaces an earlier one; `nil` takes it back.
  public mutating func expect(_ event: AnnouncedEvent?) { announced = event }

  /// Closes the minute before `minute` and returns a warning when the level changed.
  ///
  /// A minute that is not later than the last is ignored; a clock set back by more than the window starts a new window
  /// and keeps the baselines. Missed minutes are unknown, not quiet: they are never learned.
  public mutating func tick(at minute: Int64) -> FlameWarning? {
    guard isSound else {
      self = RoomClimate()
      lastMinute = minute
      return nil
    }
    guard let last = lastMinute else {
      lastMinute = minute
      return nil
    }
    let (step, overflowed) = minute.subtractingReportingOverflow(last)
    if !overflowed, step == 1 { return closeMinute(at: minute) }
    if !overflowed, step <= 0, step >= -Int64(Self.windowMinutes) { return nil }
    return resume(at: minute, after: overflowed || step < 0 ? .max : step)
  }

  /// Takes up watching after a pause or a jump of the clock.
  private mutating func resume(at minute: Int64, after step: Int64) -> FlameWarning? {
    lastMinute = minute
    quietFor = 0
    if step <= Int64(Self.windowMinutes) {
      for _ in 1..<step { push(.init()) }
      push(open)
      complaints.forget(before: minute - Int64(Self.windowMinutes))
    } else {
      buckets = Array(repeating: .init(), count: Self.windowMinutes)
      targets = TargetCounter()
      complaints.forgetAll()
    }
    open = .init()
    guard step > Self.longestPause else { return nil }
    sum = 0
    risingSince = nil
    signals = FlameSignals()
    examples = []
    return change(to: .calm, at: minute)
  }

  private mutating func remember(_ id: MessageID, minute: Int64) {
    guard !examples.contains(where: { $0.id == id }) else { return }
    if examples.count == FlameExample.limit { examples.removeFirst() }
    examples.append(FlameExample(id: id, minute: minute))
  }

  private var isSound: Bool {
    buckets.count == Self.windowMinutes && baseline.isSound && sum.isFinite && open.messages.isFinite
  }
}

/// A line a moderator should read first.
struct FlameExample: Hashable, Codable, Sendable {
  static let limit = 5
  let id: MessageID
  let minute: Int64
}
