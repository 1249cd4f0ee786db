import Community

/// The trails of many senders. Those who write stay; those who were quiet for the time it takes all the others to write
/// are forgotten.
///
/// Bounded: two generations of `capacity` senders. A full or old young generation becomes the old one; whoever of it
/// writes again moves over.
struct TrailBook {
  private var young: [MemberID: SenderTrail] = [:]
  private var old: [MemberID: SenderTrail] = [:]
  private var turnedAt: Int64?
  private let capacity: Int

  /// As long as anything is remembered at all.
  private static let generation = max(BehaviourPolicy.copyWindow, BehaviourPolicy.mentionWindow)

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { young.count + old.count }

  mutating func with<T>(_ sender: MemberID, at now: Int64, _ body: (inout SenderTrail) -> T) -> T {
    // Found once and changed in place: this is on the path of every message.
    if let known = young.index(forKey: sender) { return body(&young.values[known]) }
    turnIfNeeded(at: now)
    var trail = old.removeValue(forKey: sender) ?? SenderTrail()
    defer { young[sender] = trail }
    return body(&trail)
  }

  private mutating func turnIfNeeded(at now: Int64) {
    let isOld = turnedAt.map { abs(now - $0) > Self.generation } ?? true
    guard isOld || young.count >= capacity else { return }
    old = young
    young = [:]
    turnedAt = now
  }
}
