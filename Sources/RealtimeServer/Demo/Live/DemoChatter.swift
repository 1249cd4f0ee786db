import Community

/// Keeps a running demo alive: simulated members post, comment and react at a calm pace, and welcome real visitors.
///
/// Pure: it only proposes. The caller asks `next` about once a second, carries the action out, and passes every posted
/// message (simulated or not) to `hear`.
struct DemoChatter: Sendable {
  /// Mean time between new threads at an ordinary hour. Each brings two or three comments and some stickers, so that
  /// a few things happen every minute.
  static let meanThreadInterval = Duration.seconds(150)
  /// Threads it remembers; older ones get no more comments.
  static let mostThreads = 80

  var scribe: DemoScribe
  var random: SplitMix64
  var agenda = DemoAgenda()
  /// Threads by their post, and comments to come.
  var threads: [MessageID: Open] = [:]
  /// Threads whose post has been proposed and not heard of yet, by key.
  private var proposed: [String: Open] = [:]
  private var nextThreadAt: Timestamp
  private var proposals = 0
  private let run: UInt64
  /// Members as whom somebody real is here; nobody else speaks for them.
  private var inhabited: Set<Int> = []

  struct Open: Sendable {
    var thread: DemoThread
    var remaining: Int
    var since: Timestamp
  }

  /// - Parameter seed: another one for each run of the server, so that keys and texts differ.
  init(community: DemoCommunity, seed: UInt64, startingAt start: Timestamp) {
    self.scribe = DemoScribe(
      script: community.script, atlas: community.atlas, cast: community.cast, seed: seed, startingAt: start)
    self.random = SplitMix64(seed: seed ^ 0x6368_6174)
    self.run = seed
    // Something happens soon after the start, while somebody is looking.
    self.nextThreadAt = start.advanced(by: .seconds(8))
  }

  /// What a simulated member does now, if anything is due.
  mutating func next(at now: Timestamp) -> DemoAction? {
    guard let action = propose(at: now), !inhabited.contains(action.member) else { return nil }
    return action
  }

  /// From now on this member is left to the person who entered as them. Also happens by itself when they write.
  mutating func inhabit(_ member: Int) { inhabited.insert(member) }

  func isInhabited(_ member: Int) -> Bool { inhabited.contains(member) }

  private mutating func propose(at now: Timestamp) -> DemoAction? {
    scribe.advance(to: now)
    while let task = agenda.take(at: now) {
      if let action = carryOut(task, at: now) { return action }
    }
    guard now >= nextThreadAt else { return nil }
    let time = JapanTime(now)
    if let phase = DemoEvents.phase(at: time) {
      nextThreadAt = now.advanced(by: .milliseconds(2_000 + random.geometric(mean: 9_000)))
      return scribe.exclaim(phase).map { post($0, in: "kouryuukai") }
    }
    let pace = min(1.9, max(0.6, DemoRhythm.weight(.members, time) / 1.2))
    let seconds = Double(Self.meanThreadInterval.components.seconds) / pace
    nextThreadAt = now.advanced(by: .milliseconds(5_000 + random.geometric(mean: seconds * 1_000)))
    return startThread(at: now, time)
  }

  // MARK: Acting

  private mutating func startThread(at now: Timestamp, _ time: JapanTime) -> DemoAction? {
    let isOffice = DemoRhythm.weight(.offices, time) > 0 && random.chance(0.08)
    let room = isOffice ? "shichouson" : DemoPlan.room(run, proposals)
    guard let (thread, utterance) = scribe.open(room) else { return nil }
    let action = post(utterance, in: room)
    if !isOffice {
      let comments = min(6, DemoPlan.comments(run, proposals))
      proposed[action.key] = Open(thread: thread, remaining: comments, since: now)
    }
    return action
  }

  private mutating func carryOut(_ task: DemoAgenda.Task, at now: Timestamp) -> DemoAction? {
    switch task {
    case .comment(let post):
      guard var open = threads[post], open.remaining > 0 else { return nil }
      open.remaining -= 1
      let utterance = scribe.comment(on: &open.thread, isLast: open.remaining == 0)
      if utterance == nil { open.remaining = 0 }
      threads[post] = open
      if open.remaining > 0 { agenda.add(.comment(post), at: soon(after: now, seconds: 90)) }
      return utterance.map { comment($0, on: post, in: open.thread.room) }
    case .answer(let post):
      guard var open = threads[post] else { return nil }
      let utterance = scribe.answer(&open.thread)
      threads[post] = open
      return utterance.map { comment($0, on: post, in: open.thread.room) }
    case .thank(let post, let visitor):
      guard let open = threads[post] else { return nil }
      return scribe.thank(visitor, in: open.thread).map { comment($0, on: post, in: open.thread.room) }
    case .react(let message, let room, let author, let stickers, let isStaffRoom):
      guard !stickers.isEmpty, let member = scribe.anyMember(isStaffRoom ? .staffSide : .anyone), member != author
      else { return nil }
      let sticker = stickers[min(random.below(stickers.count), random.below(stickers.count))]
      return DemoAction(
        member: member, deed: .react(message: message, room: room, sticker: sticker), key: nextKey())
    }
  }

  private mutating func post(_ utterance: DemoUtterance, in room: String) -> DemoAction {
    DemoAction(member: utterance.author, deed: .post(room: room, body: utterance.body), key: nextKey())
  }

  private mutating func comment(_ utterance: DemoUtterance, on post: MessageID, in room: String) -> DemoAction {
    DemoAction(
      member: utterance.author, deed: .comment(post: post, room: room, body: utterance.body), key: nextKey())
  }

  private mutating func nextKey() -> String {
    proposals += 1
    return "chatter-\(String(run, radix: 36))-\(proposals)"
  }

  func isOwn(_ key: String) -> Bool { key.hasPrefix("chatter-\(String(run, radix: 36))-") }

  /// The thread proposed under this key, once.
  mutating func takeProposed(_ key: String) -> Open? { proposed.removeValue(forKey: key) }

  /// A human while later: a third of the mean at least.
  mutating func soon(after now: Timestamp, seconds mean: Double) -> Timestamp {
    now.advanced(by: .milliseconds(Int(mean * 330) + random.geometric(mean: mean * 670)))
  }
}
