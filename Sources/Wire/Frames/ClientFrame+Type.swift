extension ClientFrame {
  /// The frame's name on the wire.
  public enum FrameType: String, CaseIterable, Sendable {
    case subscribe
    case unsubscribe
    case post
    case edit
    case delete
    case react
    case read
    case typing
    case hide
    case restore
    case hidden
    case ping
  }

  public var type: FrameType {
    switch self {
    case .subscribe: .subscribe
    case .unsubscribe: .unsubscribe
    case .post: .post
    case .edit: .edit
    case .delete: .delete
    case .react: .react
    case .read: .read
    case .typing: .typing
    case .hide: .hide
    case .restore: .restore
    case .hidden: .hidden
    case .ping: .ping
    }
  }
}
