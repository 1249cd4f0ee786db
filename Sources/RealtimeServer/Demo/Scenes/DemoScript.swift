import Community

/// Everything the demo community may say.
///
/// Notation, a line each; `\` at a line's end joins it with the next:
/// ```
/// @ sumai                     the rooms, by slug, of the scenes that follow
/// # q s=naruhodo,wakaru m=3-5 a scene: its kind, the stickers it draws, conditions
/// >O {town}で空き家を…         a post, here by someone from outside Ibaraki
/// -S 私のときは[1週間|10日]で…  an answer, here by a 先輩移住者; [a|b] is a choice
/// =?ビー玉 ビー玉、…            the author's reply; only after something that contains ビー玉
/// +~ なるほど〜                 a later comment; ~ marks casual speech
/// ```
/// After the mark come, in this order: speaker, `~`, any number of `?word|word`. Conditions may end a line.
struct DemoScript: Sendable {
  /// Scenes in which threads start, by room.
  let scenes: [String: [DemoScene]]
  /// Small talk by kind.
  let smallTalk: [DemoScene.Kind: DemoScene]
  /// Short lines of an online event, by phase.
  let live: [DemoScene.Phase: DemoScene]
  /// Answers to visitors: of each kind, and where the visitor named a place.
  let visitorScenes: [DemoScene.Kind: DemoScene]
  let visitorPlaceScene: DemoScene
  let visitorReplyScene: DemoScene

  /// Compiles all texts.
  /// - Throws: `DemoScriptError` for a mistake in the notation.
  init() throws {
    var scenes: [String: [DemoScene]] = [:]
    let texts = [
      Self.welcome, Self.official, Self.questions, Self.senpai, Self.homes, Self.work, Self.children, Self.food,
      Self.weekend, Self.players, Self.regions, Self.staff,
    ]
    for text in texts {
      for scene in try DemoSceneReader.read(text) {
        for room in scene.rooms { scenes[room, default: []].append(scene) }
      }
    }
    self.scenes = scenes
    self.smallTalk = Dictionary(
      try DemoSceneReader.read(Self.smallTalk).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    self.live = Dictionary(
      try DemoSceneReader.read(Self.live).compactMap { scene in scene.phase.map { ($0, scene) } },
      uniquingKeysWith: { first, _ in first })
    let visitors = Dictionary(grouping: try DemoSceneReader.read(Self.visitors)) { $0.rooms.first ?? "" }
    guard let place = visitors["visitorplace"]?.first, let reply = visitors["visitorreply"]?.first else {
      throw DemoScriptError(line: "visitors", problem: "missing scene")
    }
    self.visitorScenes = Dictionary(
      (visitors["visitor"] ?? []).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    self.visitorPlaceScene = place
    self.visitorReplyScene = reply
  }
}
