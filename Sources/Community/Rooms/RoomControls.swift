/// What moderators may ask of a room while it is busy. All of it can be taken back with one tap; nothing of it is about
/// addresses or devices.
public struct RoomControls: Hashable, Sendable {
  /// Whose posts wait for a moderator.
  public enum Shield: String, CaseIterable, Comparable, Codable, Sendable {
    case off
    case newcomers
    case everyone

    public static func < (left: Shield, right: Shield) -> Bool { left.reach < right.reach }

    private var reach: Int {
      switch self {
      case .off: 0
      case .newcomers: 1
      case .everyone: 2
      }
    }
  }

  /// Seconds between two posts of one member; 0 for none.
  public var slowSeconds: Int
  /// Whether the pace also follows what people can read.
  public var isAdaptive: Bool
  /// Posts of members who joined within these hours wait for a moderator; 0 for none.
  public var newcomerHours: Int
  /// Nobody but the people who run the community may post.
  public var isFrozen: Bool
  public var shield: Shield
  /// Shown above the room while anything of this is on.
  public var notice: String?
  public var since: Timestamp?

  public static let slowRange = 0...600
  public static let newcomerRange = 0...168
  public static let longestNotice = 200
  /// Who counts as new to the shield, in hours.
  public static let shieldNewcomerHours = 168

  public init(
    slowSeconds: Int = 0, isAdaptive: Bool = false, newcomerHours: Int = 0, isFrozen: Bool = false,
    shield: Shield = .off, notice: String? = nil, since: Timestamp? = nil
  ) {
    self.slowSeconds = slowSeconds
    self.isAdaptive = isAdaptive
    self.newcomerHours = newcomerHours
    self.isFrozen = isFrozen
    self.shield = shield
    self.notice = notice
    self.since = since
  }

  /// Nothing is asked of anybody.
  public var isOpen: Bool { slowSeconds == 0 && !isAdaptive && newcomerHours == 0 && !isFrozen && shield == .off }

  /// How new a member must be to wait, in hours; 0 for nobody.
  public var hoursThatWait: Int { shield == .newcomers ? max(newcomerHours, Self.shieldNewcomerHours) : newcomerHours }
}
