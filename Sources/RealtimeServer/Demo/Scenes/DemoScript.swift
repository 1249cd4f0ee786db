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
/// ¶ is a new line in the text. After the mark come, in this order: speaker, `~`, any number of `?word|word`. Conditions may end a line.
struct DemoScript: Sendable {
  /// Scenes in which threads start, by room.
  let scenes: [String: [DemoScene]]
  /// Small talk by room and kind.
  let smallTalk: [String: [DemoScene.Kind: DemoScene]]
  /// Short lines of an online event, by phase.
  let live: [DemoScene.Phase: DemoScene]
  /// What visitors are told.
  let visitors: DemoVisitorScenes

  /// Compiles all texts.
  /// - Throws: `DemoScriptError` for a mistake in the notation.
  init() throws {
    var scenes: [String: [DemoScene]] = [:]
    let texts = [
      Self.welcome, Self.official, Self.questions, Self.senpai, Self.homes, Self.work, Self.children, Self.food,
      Self.weekend, Self.players, Self.regions, Self.outerRegions, Self.staff, Self.long,
    ]
    for text in texts {
      for scene in try DemoSceneReader.read(text) {
        for room in scene.rooms { scenes[room, default: []].append(scene.copy(for: room)) }
      }
    }
    self.scenes = scenes
    let smallTalk = try DemoSceneReader.read(Self.smallTalk)
    self.smallTalk = Dictionary(
      scenes.keys.map { room in
        (room, Dictionary(smallTalk.map { ($0.kind, $0.copy(for: room)) }, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
    self.live = Dictionary(
      try DemoSceneReader.read(Self.live).compactMap { scene in scene.phase.map { ($0, scene) } },
      uniquingKeysWith: { first, _ in first })
    self.visitors = try DemoVisitorScenes(reading: Self.visitors)
  }
}

/// Answers to visitors.
struct DemoVisitorScenes: Sendable {
  /// In はじめまして.
  let welcome: DemoScene
  /// In 要望と運営への質問.
  let help: DemoScene
  let question: DemoScene
  let remark: DemoScene
  /// Where the visitor named a place.
  let place: DemoScene
  /// To a comment on one's own post.
  let reply: DemoScene

  /// - Throws: `DemoScriptError` when one is missing.
  init(reading text: String) throws {
    let scenes = try DemoSceneReader.read(text)
    func scene(_ room: String, _ kind: DemoScene.Kind) throws -> DemoScene {
      guard let scene = scenes.first(where: { $0.rooms == [room] && $0.kind == kind }) else {
        throw DemoScriptError(line: room, problem: "missing scene")
      }
      return scene
    }
    welcome = try scene("visitorwelcome", .welcome)
    help = try scene("visitorhelp", .help)
    question = try scene("visitor", .question)
    remark = try scene("visitor", .report)
    place = try scene("visitorplace", .report)
    reply = try scene("visitorreply", .report)
  }
}
