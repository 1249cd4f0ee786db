import Community

/// The past of a demo community, one message at a time. See `DemoCommunity.messages`.
struct DemoMessages: Sequence, Sendable {
  let plan: DemoPlan
  let scribe: DemoScribe

  func makeIterator() -> Iterator { Iterator(plan: plan, scribe: scribe) }

  struct Iterator: IteratorProtocol {
    private let plan: DemoPlan
    private var scribe: DemoScribe
    private var timing: SplitMix64
    private var produced = 0
    private var nextIntroduction = 0
    private var nextExclamation = 0
    private var posts: DemoPositions
    private var officials: DemoPositions
    private var threads = DemoOpenThreads()

    init(plan: DemoPlan, scribe: DemoScribe) {
      self.plan = plan
      self.scribe = scribe
      self.timing = SplitMix64(seed: plan.seed ^ 0x7469_6D65)
      self.posts = DemoPositions(count: plan.postCount, rhythm: plan.members, using: &timing)
      self.officials = DemoPositions(count: plan.officialCount, rhythm: plan.offices, using: &timing)
    }

    /// The earliest of all that is due.
    mutating func next() -> DemoMessage? {
      guard produced < plan.messageCount else { return nil }
      let comment = threads.earliest
      let introduction = nextIntroduction < plan.introductions.count ? plan.introductions[nextIntroduction].at : nil
      let exclamation = nextExclamation < plan.exclamations.count ? plan.exclamations[nextExclamation].at : nil
      guard let first = [comment, introduction, exclamation, officials.moment, posts.moment].compactMap(\.self).min()
      else { return nil }
      scribe.advance(to: first)
      defer { produced += 1 }
      if first == comment { return writeComment(at: first) }
      if first == introduction {
        nextIntroduction += 1
        let index = nextIntroduction - 1
        let opening = scribe.introduce(plan.introductions[index].member) ?? scribe.openAnywhere("hajimemashite")
        return start(opening, comments: DemoPlan.introductionComments(plan.seed, index), at: first)
      }
      if first == exclamation {
        nextExclamation += 1
        return exclaim(plan.exclamations[nextExclamation - 1].phase, at: first)
      }
      if first == officials.moment {
        let position = officials.take(using: &timing)
        let room = SplitMix64.hash(plan.seed, position) % 8 == 0 ? "oshirase" : "shichouson"
        return start(scribe.openAnywhere(room), comments: 0, at: first)
      }
      let position = posts.take(using: &timing)
      let isLast = position == plan.postCount - 1
      return start(
        scribe.openAnywhere(DemoPlan.room(plan.seed, position)),
        comments: isLast ? plan.lastPostComments : DemoPlan.comments(plan.seed, position), at: first)
    }

    private mutating func start(
      _ opening: (DemoThread, DemoUtterance)?, comments: Int, at: Timestamp
    ) -> DemoMessage? {
      guard let (thread, utterance) = opening else { return nil }
      if comments > 0 {
        let first = DemoClock.answer(to: at, before: plan.span.upperBound, remaining: comments, using: &timing)
        threads.insert(thread, post: produced, remaining: comments, next: first)
      }
      return DemoMessage(
        roomSlug: thread.room, authorIndex: utterance.author, threadIndex: nil, body: utterance.body, at: at,
        mentions: utterance.mentions,
        reactions: scribe.reactions(to: utterance.author, in: thread.scene, isPost: true))
    }

    private mutating func writeComment(at: Timestamp) -> DemoMessage? {
      guard let slot = threads.removeEarliest() else { return nil }
      let remaining = threads[slot].remaining
      guard let utterance = scribe.comment(on: &threads[slot].thread, isLast: remaining == 1) else {
        // All that fits has been said: a new post takes this comment's place, and the comments still to come.
        let room = threads[slot].thread.room
        threads.put(back: slot, next: nil)
        return start(scribe.openAnywhere(room), comments: remaining - 1, at: at)
      }
      let entry = threads[slot]
      let message = DemoMessage(
        roomSlug: entry.thread.room, authorIndex: utterance.author, threadIndex: entry.post, body: utterance.body,
        at: at, mentions: utterance.mentions,
        reactions: scribe.reactions(to: utterance.author, in: entry.thread.scene, isPost: false))
      let next = DemoClock.answer(to: at, before: plan.span.upperBound, remaining: remaining - 1, using: &timing)
      threads.put(back: slot, next: remaining > 1 ? next : nil)
      return message
    }

    private mutating func exclaim(_ phase: DemoScene.Phase, at: Timestamp) -> DemoMessage? {
      guard let utterance = scribe.exclaim(phase) else {
        return start(scribe.openAnywhere("kouryuukai"), comments: 0, at: at)
      }
      let scene = scribe.script.live[phase]
      return DemoMessage(
        roomSlug: "kouryuukai", authorIndex: utterance.author, threadIndex: nil, body: utterance.body, at: at,
        mentions: utterance.mentions,
        reactions: scene.map { scribe.reactions(to: utterance.author, in: $0, isPost: false) } ?? [])
    }
  }
}

/// Posts at ascending moments, evenly drawn from a rhythm.
struct DemoPositions: Sendable {
  private let count: Int
  private let rhythm: DemoRhythm
  private var position = 0
  private var hint = 0
  /// When the next post is due; `nil` after the last.
  private(set) var moment: Timestamp?

  init(count: Int, rhythm: DemoRhythm, using random: inout SplitMix64) {
    self.count = count
    self.rhythm = rhythm
    advance(using: &random)
  }

  /// The position of the post that is due; the next one becomes due.
  mutating func take(using random: inout SplitMix64) -> Int {
    position += 1
    advance(using: &random)
    return position - 1
  }

  private mutating func advance(using random: inout SplitMix64) {
    guard position < count else { return moment = nil }
    moment = rhythm.moment((Double(position) + random.unit()) / Double(count), hint: &hint)
  }
}
