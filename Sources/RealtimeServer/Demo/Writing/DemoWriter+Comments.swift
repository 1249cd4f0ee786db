import Community

extension DemoWriter {
  /// The next comment of a thread; the thread remembers it.
  /// - Parameter isLast: nothing follows, so that the author may close it with thanks.
  /// - Returns: `nil` only when nobody may speak.
  mutating func comment(on thread: inout DemoThread, isLast: Bool) -> DemoUtterance? {
    let time = JapanTime(now)
    let scene = thread.scene
    let smallTalk = script.smallTalk[scene.kind]
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
    thread.saidSmallTalk = 0
    return say(smallTalk.follows, of: smallTalk, in: &thread, at: time, isSmallTalk: true)
  }

  /// What a simulated member answers to a visitor's post or comment.
  mutating func answer(_ thread: inout DemoThread) -> DemoUtterance? {
    let time = JapanTime(now)
    return say(thread.scene.answers, of: thread.scene, in: &thread, at: time, isSmallTalk: false)
  }

  /// The author's own reply.
  private mutating func reply(in thread: inout DemoThread, at time: JapanTime) -> DemoUtterance? {
    guard let author = thread.author else { return nil }
    let scene = thread.scene
    let start = scene.replies.isEmpty ? 0 : random.below(scene.replies.count)
    // A reply to something that was said is better than one that fits anything.
    for wantsReference in [true, false] {
      for offset in scene.replies.indices.indices {
        let index = scene.replies.lowerBound + (start + offset) % scene.replies.count
        let line = scene.lines[index]
        guard line.requires.isEmpty != wantsReference, !line.isCasual || cast.traits[author].isCasual,
          isOpen(line, at: index, in: thread, time: time)
        else { continue }
        if !line.isCasual && cast.traits[author].isCasual && random.chance(0.5) { continue }
        let utterance = render(line, by: author, in: thread)
        note(index, by: author, in: &thread, isSmallTalk: false)
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
    for offset in 0..<range.count {
      let index = range.lowerBound + (start + offset) % range.count
      let line = scene.lines[index]
      let said = isSmallTalk ? thread.saidSmallTalk : thread.said
      guard said & (1 << UInt64(index)) == 0, isSmallTalk || isOpen(line, at: index, in: thread, time: time),
        line.condition.admits(time), thread.lastGuest != nil || !line.template.slots.contains(where: \.namesGuest),
        let speaker = speaker(of: line, in: thread)
      else { continue }
      let utterance = render(line, by: speaker, in: thread)
      note(index, by: speaker, in: &thread, isSmallTalk: isSmallTalk)
      return utterance
    }
    return nil
  }

  private func isOpen(_ line: DemoLine, at index: Int, in thread: DemoThread, time: JapanTime) -> Bool {
    thread.said & (1 << UInt64(index)) == 0 && line.condition.admits(time)
      && line.requires.allSatisfy { $0 & thread.said != 0 }
      && (thread.lastGuest != nil || !line.template.slots.contains(where: \.namesGuest))
  }

  private func note(_ index: Int, by speaker: Int, in thread: inout DemoThread, isSmallTalk: Bool) {
    if isSmallTalk { thread.saidSmallTalk |= 1 << UInt64(index) } else { thread.said |= 1 << UInt64(index) }
    thread.comments += 1
    if speaker != thread.author {
      thread.guests.append(speaker)
      thread.lastGuestName = cast.members[speaker].name
    }
  }
}

extension DemoSlot {
  /// Whether the slot names the last guest of the thread.
  var namesGuest: Bool { self == .prev || self == .mention }
}
