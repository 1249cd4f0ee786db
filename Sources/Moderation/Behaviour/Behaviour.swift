import Community
import Synchronization

/// Watches how members write: too much, the same again and again or by many, calls to everybody, words in pieces.
///
/// One for the whole process; asked for every message after its text was screened and before it is stored. It keeps what
/// it needs in memory and forgets it at a restart: at most 16,384 senders with about 3 KB each and 4,096 texts. No clock:
/// the message brings its time.
/// - Isolation: any thread. Senders are spread over locks; each is held for less than a microsecond, and never while a
///   text is screened.
public final class Behaviour: Sendable {
  private static let shardCount = 16
  private static let sendersPerGeneration = 512

  private final class Shard: Sendable {
    let trails = Mutex(TrailBook(capacity: Behaviour.sendersPerGeneration))
  }

  public let policy: BehaviourPolicy
  private let floodAction, copiesAction, raidAction, mentionsAction, splitAction: Action?
  private let shards: [Shard]
  private let raids = Mutex(CopyLedger())
  private let invitations = Mutex(Invitations())
  private let counts = Mutex<[BehaviourKind: Int]>([:])

  public init(policy: BehaviourPolicy = BehaviourPolicy()) {
    self.policy = policy
    floodAction = policy.action(for: .flood)
    copiesAction = policy.action(for: .copies)
    raidAction = policy.action(for: .raid)
    mentionsAction = policy.action(for: .mentions)
    splitAction = policy.action(for: .split)
    shards = (0..<Self.shardCount).map { _ in Shard() }
  }

  /// What is to be noticed about a message; mostly nothing. A message that is to slow down is not counted further: it is
  /// expected again.
  public func judge(_ post: BehaviourPost, screener: Screener) -> [BehaviourFinding] {
    guard policy.mode != .off else { return [] }
    let sketch = TextSketch(post.text)
    if post.isTrusted, sketch != nil { invitations.withLock { $0.add(post.text) } }
    let noted = shard(of: post.sender).trails.withLock { book in
      book.with(post.sender, at: post.at.milliseconds) { note(post, sketch, in: &$0) }
    }
    var findings = noted.findings
    guard !noted.isSettled else { return findings }
    if let sketch, !post.isTrusted, let raid = raid(post, sketch) { findings.append(raid) }
    if let action = splitAction, let reading = noted.reading,
      let split = reading.finding(screener, action: action)
    {
      findings.append(split)
    }
    if !findings.isEmpty { settle(findings, of: post) }
    return findings
  }

  /// How often each kind was noticed since the last call.
  public func takeCounts() -> [BehaviourKind: Int] {
    counts.withLock { counts in
      defer { counts.removeAll() }
      return counts
    }
  }

  /// Senders remembered now.
  var senders: Int { shards.reduce(0) { $0 + $1.trails.withLock(\.count) } }

  // MARK: - One sender

  private struct Noted {
    var findings: [BehaviourFinding] = []
    /// Whether nothing else is to be asked: a retry, or a message that comes again later.
    var isSettled = false
    var reading: SplitReading?
  }

  private func note(_ post: BehaviourPost, _ sketch: TextSketch?, in trail: inout SenderTrail) -> Noted {
    let (now, key) = (post.at.milliseconds, post.key.hashValue)
    if let earlier = trail.answer(to: key) { return Noted(findings: earlier, isSettled: true) }
    var noted = Noted()
    if !post.isTrusted, let flood = flood(post, trail) {
      if flood.action == .slowDown {
        count([flood])
        return Noted(findings: [flood], isSettled: true)
      }
      noted.findings.append(flood)
    }
    trail.begin(key, in: SenderTrail.Place(room: post.room, thread: post.thread), at: now)
    if !post.isTrusted {
      trail.take(in: post.room, policy, at: now)
      if let sketch { noted.findings += copies(post, sketch, in: &trail) }
      if !post.mentions.isEmpty { noted.findings += mentions(post, in: &trail) }
    }
    if post.isPublished, splitAction != nil {
      noted.reading = SplitReading(post.text, after: trail.note(end: SplitReading.end(of: post.text)))
    }
    return noted
  }

  private func flood(_ post: BehaviourPost, _ trail: SenderTrail) -> BehaviourFinding? {
    guard let action = floodAction else { return nil }
    let wait = trail.wait(in: post.room, policy, at: post.at.milliseconds)
    return wait > 0 ? .flood(post, wait: wait, action: action) : nil
  }

  private func copies(_ post: BehaviourPost, _ sketch: TextSketch, in trail: inout SenderTrail) -> [BehaviourFinding] {
    guard let action = copiesAction else { return [] }
    let (copy, isElsewhere) = trail.note(sketch.mark)
    guard copy >= (post.thread == nil ? policy.copies : policy.copiesInThreads), !SmallTalk.isAll(post.text) else {
      return []
    }
    return [.copies(post, count: copy, isElsewhere: isElsewhere, action: action)]
  }

  private func mentions(_ post: BehaviourPost, in trail: inout SenderTrail) -> [BehaviourFinding] {
    guard let action = mentionsAction else { return [] }
    let called = Set(post.mentions).subtracting([post.sender])
    let lately = trail.note(mentions: Array(called), at: post.at.milliseconds)
    if called.count > policy.mentionsPerMessage { return [.mentions(post, perMessage: called.count, action: action)] }
    return lately > policy.mentionsPerWindow ? [.mentions(post, lately: lately, action: action)] : []
  }

  // MARK: - Everybody

  private func raid(_ post: BehaviourPost, _ sketch: TextSketch) -> BehaviourFinding? {
    guard let action = raidAction else { return nil }
    let writer = WrittenBefore(author: post.sender, key: post.key)
    let others = raids.withLock { $0.note(sketch, by: writer, at: post.at.milliseconds) }
    guard others.count + 1 >= policy.raidSenders, !SmallTalk.isAll(post.text),
      !invitations.withLock({ $0.contain(post.text) })
    else { return nil }
    // The first ones were published before anybody could know; they are looked at once, with the one that tells.
    let earlier = others.count + 1 == policy.raidSenders ? others : []
    return .raid(post, senders: others.count + 1, earlier: earlier, action: action)
  }

  /// Keeps what was found for a retry, without what is to be done only once.
  private func settle(_ findings: [BehaviourFinding], of post: BehaviourPost) {
    count(findings)
    shard(of: post.sender).trails.withLock { book in
      book.with(post.sender, at: post.at.milliseconds) {
        $0.remember(findings.map(\.withoutEarlier), for: post.key.hashValue)
      }
    }
  }

  private func count(_ findings: [BehaviourFinding]) {
    counts.withLock { counts in
      for finding in findings { counts[finding.kind, default: 0] += 1 }
    }
  }

  private func shard(of sender: MemberID) -> Shard { shards[Int(truncatingIfNeeded: sender.rawValue & 0xF)] }
}
