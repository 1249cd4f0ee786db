/// What a room's controls make of a post. Pure: the caller brings what is known of the room and the author.
public enum PostingPolicy {
  public enum Decision: Hashable, Sendable {
    case post
    /// It is stored and waits; why, for its author.
    case hold(LocalizedText)
    case refuse(Refusal, retryAfterMs: Int?)
  }

  /// How many messages a second people can read along.
  public static let readablePerSecond = 1.0
  /// The slowest that the pace becomes by itself, in seconds.
  public static let slowestAdaptive = 60

  /// - Parameters:
  ///   - joined: when the author joined; `nil` when long ago.
  ///   - last: when the author last posted in the room, as far as is remembered.
  ///   - posters: how many members posted in the room within the last minute.
  public static func decide(
    _ controls: RoomControls, as role: Role, joined: Timestamp?, last: Timestamp?, posters: Int, at now: Timestamp
  ) -> Decision {
    // Those who run the community must be able to speak.
    guard !controls.isOpen, role == .member else { return .post }
    if controls.isFrozen { return .refuse(.roomFrozen, retryAfterMs: nil) }
    let pace = pace(controls, posters: posters)
    if pace > 0, let last {
      let next = last.advanced(by: .seconds(pace))
      if now < next { return .refuse(.slowMode, retryAfterMs: max(1, Int(next.milliseconds - now.milliseconds))) }
    }
    if controls.shield == .everyone { return .hold(everyoneWaits) }
    if controls.hoursThatWait > 0, let joined, now < joined.advanced(by: .seconds(controls.hoursThatWait * 3_600)) {
      return .hold(newcomersWait)
    }
    return .post
  }

  /// Seconds between two posts of one member now.
  public static func pace(_ controls: RoomControls, posters: Int) -> Int {
    guard controls.isAdaptive else { return controls.slowSeconds }
    // If each of so many posts once in this time, all of them together can be read.
    let adaptive = min(slowestAdaptive, Int((Double(posters) / readablePerSecond).rounded(.up)))
    return max(controls.slowSeconds, adaptive > 5 ? adaptive : 0)
  }

  private static let everyoneWaits = LocalizedText(
    ja: "いまは、運営が確認してから公開しています。", en: "Right now everything is published after a check.")
  private static let newcomersWait = LocalizedText(
    ja: "参加して間もない方の投稿は、運営が確認してから公開しています。", en: "Messages of people who joined lately are published after a check.")
}
