public import Community

/// What a moderator may do with one tap. Nothing here deletes anything or acts by itself.
public enum PlaybookStep: String, CaseIterable, Codable, Sendable {
  case breathe
  case slowMode
  case holdNewcomers
  case holdReplies
  case freeze
  case informPrefecture

  /// Seconds between two messages of one member in the suggested slow mode.
  public static let slowModeSeconds = 30

  public var label: LocalizedText {
    switch self {
    case .breathe: LocalizedText(ja: "ひと呼吸メッセージを出す", en: "Post a take-a-breath message")
    case .slowMode:
      LocalizedText(
        ja: "スローモード(\(Self.slowModeSeconds)秒)にする", en: "Slow mode (\(Self.slowModeSeconds) seconds)")
    case .holdNewcomers: LocalizedText(ja: "新しい人の投稿を確認してから出す", en: "Review newcomers' messages first")
    case .holdReplies: LocalizedText(ja: "集中している相手への返信を確認してから出す", en: "Review replies to the target first")
    case .freeze: LocalizedText(ja: "部屋を一時停止する", en: "Freeze the room")
    case .informPrefecture: LocalizedText(ja: "県に知らせる", en: "Inform the prefecture")
    }
  }

  /// The steps that answer what rose, the mildest first.
  static func suggested(at level: FlameLevel, signals: FlameSignals) -> [PlaybookStep] {
    guard level > .calm else { return [] }
    return allCases.filter { step in
      switch step {
      case .breathe: true
      case .slowMode: level == .alert || signals.rate >= 2
      case .holdNewcomers: signals.newcomers >= 2
      case .holdReplies: signals.concentration >= 2
      case .freeze, .informPrefecture: level == .alert
      }
    }
  }
}
