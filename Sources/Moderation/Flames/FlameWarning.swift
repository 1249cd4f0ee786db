public import Community

/// How a room's talk looks to the early warning. One level per room.
public enum FlameLevel: Int, Comparable, CaseIterable, Codable, Sendable {
  case calm
  /// 注意: someone should look.
  case attention
  /// 警戒: someone should act.
  case alert

  public static func < (left: FlameLevel, right: FlameLevel) -> Bool { left.rawValue < right.rawValue }

  public var label: LocalizedText {
    switch self {
    case .calm: LocalizedText(ja: "平常", en: "Calm")
    case .attention: LocalizedText(ja: "注意", en: "Attention")
    case .alert: LocalizedText(ja: "警戒", en: "Alert")
    }
  }
}

/// A room's level changed. Nothing follows by itself: people decide.
public struct FlameWarning: Hashable, Codable, Sendable {
  public let previous: FlameLevel
  public let level: FlameLevel
  /// The minute number (JST) of the change.
  public let minute: Int64
  public var card: FlameCard
}

/// An event the organisers announced: so many times the usual messages from `start` until before `end`.
public struct AnnouncedEvent: Hashable, Codable, Sendable {
  public let start: Int64
  public let end: Int64
  public let factor: Double

  public init(start: Int64, end: Int64, factor: Double) {
    self.start = start
    self.end = end
    self.factor = factor.isFinite ? min(max(factor, 1), 100) : 1
  }

  func covers(_ minute: Int64) -> Bool { start <= minute && minute < end }
}
