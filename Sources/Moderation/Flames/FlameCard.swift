public import Community

/// Why a room is warned about, in values a moderator can check.
public struct FlameCard: Hashable, Codable, Sendable {
  /// One bar: a signal, its height, and the numbers behind it.
  public struct Bar: Hashable, Codable, Sendable {
    public enum Signal: String, CaseIterable, Codable, Sendable {
      case rate, bad, negative, newcomers, concentration
    }

    public let signal: Signal
    /// Standard deviations above the room's usual, −3 to 6.
    public let height: Double
    public let observed: Double
    public let usual: Double
  }

  public let level: FlameLevel
  public let minute: Int64
  /// The minute (JST) the rise began.
  public let since: Int64?
  public let bars: [Bar]
  /// The most-hit target and its share of all replies, mentions and reactions, 0 to 1.
  public let target: FlameTarget?
  public let targetShare: Double
  /// The newest lines that were reported, stopped or negative; the caller shows those the reader may see.
  public let examples: [MessageID]
  /// Words above the room's usual; filled by the caller from `RisingWords`.
  public var words: [String]
  public let steps: [PlaybookStep]
}

extension FlameCard.Bar {
  /// The numbers as a sentence.
  public var explanation: LocalizedText {
    let seen = FlameCard.number(observed)
    let usually = FlameCard.number(usual)
    let minutes = RoomClimate.windowMinutes
    switch signal {
    case .rate:
      return LocalizedText(
        ja: "\(minutes)分で投稿\(seen)件・いつもは\(usually)件",
        en: "\(seen) messages in \(minutes) minutes; usually \(usually)")
    case .bad:
      return LocalizedText(
        ja: "\(minutes)分で通報・保留\(seen)件・いつもは\(usually)件",
        en: "\(seen) reported or held in \(minutes) minutes; usually \(usually)")
    case .negative:
      return LocalizedText(
        ja: "\(minutes)分で否定的な言葉\(seen)件・いつもは\(usually)件",
        en: "\(seen) with negative words in \(minutes) minutes; usually \(usually)")
    case .newcomers:
      return LocalizedText(
        ja: "\(minutes)分で新しい人の投稿\(seen)件・いつもは\(usually)件",
        en: "\(seen) by newcomers in \(minutes) minutes; usually \(usually)")
    case .concentration:
      return LocalizedText(
        ja: "返信の\(FlameCard.percent(observed))%が1件に集中・いつもは\(FlameCard.percent(usual))%",
        en: "\(FlameCard.percent(observed))% of replies aim at one target; usually \(FlameCard.percent(usual))%")
    }
  }
}

extension FlameCard {
  /// One decimal below ten, none above, without a trailing zero.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value < 1e9 else { return "–" }
    if value >= 9.95 { return String(Int(value.rounded())) }
    let tenths = Int((max(0, value) * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }

  static func percent(_ share: Double) -> Int { Int((min(1, max(0, share)) * 100).rounded()) }
}

extension RoomClimate {
  /// The card as things stand at `minute`, also while the room is calm.
  public func card(at minute: Int64, words: [String] = []) -> FlameCard {
    let window = window
    let leader = targets.leader
    let share = targets.total > 0 ? (leader?.count ?? 0) / targets.total : 0
    func usual(_ count: KeyPath<RoomBaseline.Counts, Double>) -> Double {
      window.messages * baseline.share(count)
    }
    return FlameCard(
      level: level, minute: minute, since: risingSince,
      bars: [
        .init(signal: .bad, height: signals.bad, observed: window.bad, usual: usual(\.bad)),
        .init(signal: .negative, height: signals.negative, observed: window.negative, usual: usual(\.negative)),
        .init(signal: .concentration, height: signals.concentration, observed: share, usual: baseline.leaderShare),
        .init(signal: .rate, height: signals.rate, observed: window.messages, usual: usualMessages(at: minute)),
        .init(signal: .newcomers, height: signals.newcomers, observed: window.newcomers, usual: usual(\.newcomers)),
      ],
      target: leader?.target, targetShare: share, examples: examples.reversed().map(\.id), words: words,
      steps: PlaybookStep.suggested(at: level, signals: signals))
  }
}
