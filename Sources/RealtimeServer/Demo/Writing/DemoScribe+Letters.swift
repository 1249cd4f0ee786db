import Community

/// How people begin and end a post, around what they have to say.
extension DemoScribe {
  /// The post with an opening or a closing phrase now and then.
  mutating func dress(_ body: String, of line: DemoLine, in scene: DemoScene) -> String {
    guard !line.isCasual, line.speaker != .team, line.speaker != .staffSide else { return body }
    let hasOpening = line.template.slots.contains(.greet) || line.template.slots.contains(.season)
    let time = JapanTime(now)
    switch scene.kind {
    case .question, .help:
      let opening =
        hasOpening || random.chance(0.72)
        ? "" : random.chance(0.3) ? DemoSeasons.remark(month: time.month, using: &random) : one(of: Self.openings)
      let closing = random.chance(0.7) ? "" : one(of: Self.closings)
      return opening + body + closing
    case .report, .visit:
      guard !hasOpening, scene.evening == .any, random.chance(0.1) else { return body }
      return DemoSeasons.remark(month: time.month, using: &random) + body
    case .talk, .notice, .chat, .welcome, .staff:
      return body
    }
  }

  private mutating func one(of phrases: [String]) -> String { phrases[random.below(phrases.count)] }

  private static let openings = [
    "はじめて質問します。", "いつも楽しく読ませてもらっています。", "ご相談です。", "質問させてください。", "ひとつ教えてください。", "前から気になっていたのですが、",
    "少し気が早い話ですみません。", "素朴な疑問です。",
  ]

  private static let closings = [
    "よろしくお願いします。", "どうぞよろしくお願いいたします。", "経験のある方がいらしたら、うれしいです。", "小さなことでもかまいません。", "急ぎではありません。",
    "お手すきのときに、お願いします。", "いろいろなお話をうかがいたいです。",
  ]
}
