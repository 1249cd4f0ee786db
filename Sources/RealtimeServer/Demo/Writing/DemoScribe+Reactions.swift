import Community

extension DemoScribe {
  /// Stickers that a message gets, each member and sticker once.
  mutating func reactions(to author: Int, in scene: DemoScene, isPost: Bool) -> [DemoReaction] {
    let isStaffRoom = scene.kind == .staff
    let audience = joinedCount(isStaffRoom ? .staffSide : .anyone)
    let wanted = min(60, audience / 3, random.geometric(mean: Self.mean(scene.kind, isPost: isPost)))
    guard wanted > 0 else { return [] }
    let stickers = isPost && !scene.stickers.isEmpty ? scene.stickers : Self.stickersForComments(scene.kind)
    var result: [DemoReaction] = []
    result.reserveCapacity(wanted)
    for _ in 0..<wanted {
      // The first stickers of the list fit best.
      let sticker = stickers[min(random.below(stickers.count), random.below(stickers.count))]
      guard let member = anyMember(isStaffRoom ? .staffSide : .anyone), member != author else { continue }
      let reaction = DemoReaction(memberIndex: member, sticker: sticker)
      if !result.contains(reaction) { result.append(reaction) }
    }
    return result
  }

  /// Mean number of stickers, in a community where a good part of the members looks in every day.
  private static func mean(_ kind: DemoScene.Kind, isPost: Bool) -> Double {
    guard isPost else { return kind == .staff ? 0.5 : 1.1 }
    switch kind {
    case .question: return 2.2
    case .report, .chat, .talk: return 3.6
    case .visit, .notice, .welcome: return 4.4
    case .help, .staff: return 1.2
    }
  }

  private static func stickersForComments(_ kind: DemoScene.Kind) -> [StickerID] {
    switch kind {
    case .question, .help: helpful
    case .staff: seen
    case .report, .visit, .talk, .notice, .chat, .welcome: friendly
    }
  }

  private static let helpful = ["arigatou", "naruhodo", "tasukarimashita", "wakaru", "iine"].map(
    StickerID.init(rawValue:))
  private static let friendly = ["iine", "arigatou", "wakaru", "ureshii"].map(StickerID.init(rawValue:))
  private static let seen = ["mimashita", "arigatou"].map(StickerID.init(rawValue:))
}
