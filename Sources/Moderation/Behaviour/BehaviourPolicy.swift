import Community

/// What is noticed, from when on, and what is done about it. The defaults leave a lively live event alone.
public struct BehaviourPolicy: Hashable, Sendable {
  /// Of the rules that decide; recorded with every finding.
  public static let version = 1

  public enum Mode: String, CaseIterable, Sendable {
    case on
    /// Everything is noticed and counted, and nothing is done.
    case observe
    case off
  }

  /// A short and a long pace; both must be kept.
  public struct Limits: Hashable, Sendable {
    public var short: Pace
    public var long: Pace

    public init(short: Pace, long: Pace) {
      self.short = short
      self.long = long
    }
  }

  public var mode = Mode.on
  /// What is done; a kind that is missing is not looked for.
  public var actions: [BehaviourKind: Action] = [
    .flood: .slowDown, .copies: .hold, .raid: .hold, .mentions: .hold, .split: .hold,
  ]

  /// Messages of one sender in one room: eight at once, then one in 1.5 s; over minutes, one in 3 s after sixty.
  public var room = Limits(short: Pace(burst: 8, intervalMs: 1_500), long: Pace(burst: 60, intervalMs: 3_000))
  /// Messages of one sender in all rooms together.
  public var site = Limits(short: Pace(burst: 16, intervalMs: 1_000), long: Pace(burst: 120, intervalMs: 2_000))

  /// Which copy of a text by one sender is too many. Twice happens: a slip, or two rooms that are both right.
  public var copies = 3
  /// The same for comments: who welcomes newcomers says the same under each of their posts.
  public var copiesInThreads = 6
  /// How many people with the same text are a raid.
  public var raidSenders = 4
  /// Members that one message may call, and one sender within `mentionWindow`.
  public var mentionsPerMessage = 8
  public var mentionsPerWindow = 20

  public init() {}

  /// How long a copy is remembered after the last one.
  static let copyWindow: Int64 = 600_000
  static let raidWindow: Int64 = 300_000
  static let mentionWindow: Int64 = 600_000
  /// Within which the pieces of one thing follow each other.
  static let splitWindow: Int64 = 20_000

  /// What to do about a finding; `nil` does not even look.
  func action(for kind: BehaviourKind) -> Action? {
    switch mode {
    case .on: actions[kind]
    case .observe: actions[kind] == nil ? nil : .observe
    case .off: nil
    }
  }
}
