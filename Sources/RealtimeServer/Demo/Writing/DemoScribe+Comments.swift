import Community

extension DemoScribe {
  /// The next comment of a thread; the thread remembers it.
  /// - Parameter isLast: nothing follows, so that the author may close it with thanks.
  /// - Returns: `nil` when all that fits has been said.
  mutating func comment(on thread: inout DemoThread, isLast: Bool) -> DemoUtterance? {
    let time = JapanTime(now)
    let scene = thread.scene
    let smallTalk =
      thread.saidSmallTalk.nonzeroBitCount < Self.mostSmallTalk(scene.kind)
      ? script.smallTalk[thread.room]?[scene.kind] : nil
    if thread.author != nil, thread.comments >= 1, thread.lastGuest != nil, !thread.authorHasReplied,
      random.chance(isLast ? 0.75 : 0.4), let utterance = reply(in: &thread, at: time)
    {
      return utterance
    }
    let isLate = thread.authorHasReplied || thread.comments >= 2
    let smallTalkShare = thread.comments == 0 ? 0.12 : 0.3
    if let smallTalk, random.chance(smallTalkShare), smallTalk.kind != .staff {
      let range = isLate ? smallTalk.follows : smallTalk.answers
      if let utterance = say(range, of: smallTalk, in: &thread, at: time, isSmallTalk: true) { return utterance }
    }
    if thread.authorHasReplied, random.chance(0.5),
      let utterance = say(scene.follows, of: scene, in: &thread, at: time, isSmallTalk: false)
    {
      return utterance
    }
    if let utterance = say(scene.answers, of: scene, in: &thread, at: time, isSmallTalk: false) { return utterance }
    guard let smallTalk else { return nil }
    for range in isLate ? [smallTalk.follows, smallTalk.answers] : [smallTalk.answers, smallTalk.follows] {
      if let utterance = say(range, of: smallTalk, in: &thread, at: time, isSmallTalk: true) { return utterance }
    }
    return nil
  }

  /// How many short comments a thread bears before it is better to start another.
  private static func mostSmallTalk(_ kind: DemoScene.Kind) -> Int {
    switch kind {
    case .question, .help, .staff, .talk: 1
    case .report, .visit, .chat, .notice: 2
    case .welcome: 6
    }
  }

  /// What a simulated member answers to a visitor's post or comment.
  mutating func answer(_ thread: inout DemoThread) -> DemoUtterance? {
    let time = JapanTime(now)
    return say(thread.scene.answers, of: thread.scene, in: &thread, at: time, isSmallTalk: false)
  }

  /// The author's thanks to a visitor who commented.
  mutating func thank(_ visitor: String, in thread: DemoThread) -> DemoUtterance? {
    guard let author = thread.author else { return nil }
    let scene = script.visitors.reply
    let lines = scene.replies.filter { !scene.lines[$0].isCasual || cast.traits[author].isCasual }
    guard !lines.isEmpty else { return nil }
    var thanks = thread
    thanks.lastGuestName = visitor
    return render(scene.lines[lines[random.below(lines.count)]], by: author, in: thanks)
  }

  /// The author's own reply.
  private mutating func reply(in thread: inout DemoThread, at time: JapanTime) -> DemoUtterance? {
    guard let author = thread.author else { return nil }
    let scene = thread.scene
    let start = scene.replies.isEmpty ? 0 : random.below(scene.replies.count)
    let tired = memory.resting(scene, in: thread.room)
    // A reply to something that was said is better than one that fits anything.
    for wantsReference in [true, false] {
      for offset in scene.replies.indices.indices {
        let index = scene.replies.lowerBound + (start + offset) % scene.replies.count
        let line = scene.lines[index]
        guard tired & (1 << UInt64(index)) == 0, line.requires.isEmpty != wantsReference,
          !line.addressesAll || thread.guests.count > 1,
          !line.isCasual || cast.traits[author].isCasual,
          isOpen(line, at: index, in: thread, time: time)
        else { continue }
        if !line.isCasual && cast.traits[author].isCasual && random.chance(0.5) { continue }
        let utterance = render(line, by: author, in: thread)
        note(index, of: scene, by: author, in: &thread, isSmallTalk: false)
        thread.authorHasReplied = true
        return utterance
      }
    }
    return nil
  }

  private mutating func say(
    _ range: Range<Int>, of scene: DemoScene, in thread: inout DemoThread, at time: JapanTime, isSmallTalk: Bool
  ) -> DemoUtterance? {
    guard !range.isEmpty else { return nil }
    let start = random.below(range.count)
    let tired = memory.resting(scene, in: thread.room) | (isSmallTalk ? thread.saidSmallTalk : thread.said)
    for offset in 0..<range.count {
      let index = range.lowerBound + (start + offset) % range.count
      let line = scene.lines[index]
      guard tired & (1 << UInt64(index)) == 0, isSmallTalk || isOpen(line, at: index, in: thread, time: time),
        line.condition.admits(time), thread.lastGuest != nil || !line.namesGuest,
        let speaker = speaker(of: line, in: thread)
      else { continue }
      let utterance = render(line, by: speaker, in: thread)
      note(index, of: scene, by: speaker, in: &thread, isSmallTalk: isSmallTalk)
      return utterance
    }
    return nil
  }

  private func isOpen(_ line: DemoLine, at index: Int, in thread: DemoThread, time: JapanTime) -> Bool {
    thread.said & (1 << UInt64(index)) == 0 && line.condition.admits(time)
      && line.requires.allSatisfy { $0 & thread.said != 0 }
      && (thread.lastGuest != nil || !line.namesGuest)
  }

  private mutating func note(
    _ index: Int, of scene: DemoScene, by speaker: Int, in thread: inout DemoThread, isSmallTalk: Bool
  ) {
    memory.note(index, of: scene, in: thread.room)
    if isSmallTalk { thread.saidSmallTalk |= 1 << UInt64(index) } else { thread.said |= 1 << UInt64(index) }
    thread.comments += 1
    guard speaker != thread.author else { return }
    thread.guests.append(speaker)
    guard !isSmallTalk else { return }
    thread.lastGuest = speaker
    thread.lastGuestName = cast.members[speaker].name
  }
}
