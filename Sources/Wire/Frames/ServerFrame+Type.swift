extension ServerFrame {
  /// The frame's name on the wire.
  public enum FrameType: String, CaseIterable, Sendable {
    case welcome
    case reconnect
    case pong
    case subscribed
    case unsubscribed
    case posted
    case held
    case done
    case reacted
    case refused
    case publication
    case activity
    case readPosition
    case ownReaction
    case typing
    case presence
    case controls
    case review
    case reviewCount
    case receipt
    case climate
    case notice
  }

  public var type: FrameType {
    switch self {
    case .welcome: .welcome
    case .reconnect: .reconnect
    case .pong: .pong
    case .subscribed: .subscribed
    case .unsubscribed: .unsubscribed
    case .posted: .posted
    case .held: .held
    case .done: .done
    case .reacted: .reacted
    case .refused: .refused
    case .publication: .publication
    case .activity: .activity
    case .readPosition: .readPosition
    case .ownReaction: .ownReaction
    case .typing: .typing
    case .presence: .presence
    case .controls: .controls
    case .review: .review
    case .reviewCount: .reviewCount
    case .receipt: .receipt
    case .climate: .climate
    case .notice: .notice
    }
  }
}
