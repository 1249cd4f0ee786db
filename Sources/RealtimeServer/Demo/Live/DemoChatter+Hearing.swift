import Community

extension DemoChatter {
  /// Takes note of a message that has just been posted, so that others react to it and visitors are answered.
  /// - Parameters:
  ///   - room: the room's slug.
  ///   - member: the author's index in the cast, if they are of it: a visitor may have entered as an invented member.
  mutating func hear(_ message: Message, in room: String, by member: Int?) {
    guard message.state == .published else { return }
    scribe.advance(to: message.createdAt)
    if isOwn(message.key) {
      hearOwn(message, in: room, by: member)
    } else {
      if let member { inhabit(member) }
      hearVisitor(message, in: room, by: member)
    }
    forgetOldThreads()
  }

  private mutating func hearOwn(_ message: Message, in room: String, by member: Int?) {
    guard let open = takeProposed(message.key) else {
      // A comment of ours.
      let scene = message.threadID.flatMap { threads[$0]?.thread.scene }
      return planReactions(to: message, in: room, by: member, scene: scene, mean: 0.7)
    }
    threads[message.id] = open
    if open.remaining > 0 { agenda.add(.comment(message.id), at: soon(after: message.createdAt, seconds: 60)) }
    planReactions(to: message, in: room, by: member, scene: open.thread.scene, mean: 2.4)
  }

  private mutating func hearVisitor(_ message: Message, in room: String, by member: Int?) {
    let staffRooms = StandardRooms.rooms.filter { $0.audience == .staff }.map(\.slug)
    guard !staffRooms.contains(room) else { return }
    if let post = message.threadID {
      hearVisitorComment(message, on: post, in: room, by: member)
      return
    }
    let thread = answers(to: message, in: room)
    threads[message.id] = Open(thread: thread, remaining: 0, since: message.createdAt)
    agenda.add(.answer(message.id), at: soon(after: message.createdAt, seconds: 20))
    if random.chance(0.7) || room == "hajimemashite" {
      agenda.add(.answer(message.id), at: soon(after: message.createdAt, seconds: 70))
    }
    planReactions(to: message, in: room, by: member, scene: thread.scene, mean: 3, atLeast: 1)
  }

  private mutating func hearVisitorComment(
    _ message: Message, on post: MessageID, in room: String, by member: Int?
  ) {
    let known = threads[post]
    planReactions(to: message, in: room, by: member, scene: known?.thread.scene, mean: 1.5, atLeast: 1)
    if let author = known?.thread.author, author != member, !isInhabited(author) {
      agenda.add(.thank(post, visitor: message.author.name), at: soon(after: message.createdAt, seconds: 30))
    } else if known != nil {
      if random.chance(0.6) { agenda.add(.answer(post), at: soon(after: message.createdAt, seconds: 30)) }
    } else {
      threads[post] = Open(thread: answers(to: message, in: room), remaining: 0, since: message.createdAt)
      agenda.add(.answer(post), at: soon(after: message.createdAt, seconds: 30))
    }
  }

  /// The scene that suits what a visitor wrote, as a thread of theirs.
  private mutating func answers(to message: Message, in room: String) -> DemoThread {
    let body = message.body ?? ""
    let scenes = scribe.script.visitors
    let time = JapanTime(message.createdAt)
    var scene = Self.isQuestion(body) ? scenes.question : scenes.remark
    var setting: DemoSetting?
    if room == "hajimemashite" {
      scene = scenes.welcome
    } else if room == "shitsumon" {
      scene = scenes.help
    } else if scene === scenes.remark, let place = scribe.atlas.placeNamed(in: body) {
      setting = DemoSetting(about: place, month: time.month, atlas: scribe.atlas, using: &random)
      if setting != nil { scene = scenes.place }
    }
    return DemoThread(
      room: room, region: .everywhere, scene: scene, setting: setting ?? DemoSetting(), author: nil,
      authorName: message.author.name)
  }

  private static func isQuestion(_ body: String) -> Bool {
    ["？", "?", "ですか", "でしょうか", "ませんか", "教えて", "知りたい"].contains(where: body.contains)
  }

  private mutating func planReactions(
    to message: Message, in room: String, by member: Int?, scene: DemoScene?, mean: Double, atLeast: Int = 0
  ) {
    let stickers = scene?.stickers ?? scribe.script.visitors.remark.stickers
    for _ in 0..<min(8, atLeast + random.geometric(mean: mean)) {
      agenda.add(
        .react(message.id, room: room, author: member, stickers: stickers, isStaffRoom: scene?.kind == .staff),
        at: soon(after: message.createdAt, seconds: 75))
    }
  }

  private mutating func forgetOldThreads() {
    guard threads.count > Self.mostThreads else { return }
    let oldest = threads.sorted { ($0.value.since, $0.key) < ($1.value.since, $1.key) }
    for (id, _) in oldest.prefix(threads.count - Self.mostThreads) { threads[id] = nil }
  }
}
