/// What was sent, what the server promised, and who has seen it.
struct Ledger {
  struct Post {
    let member: Int
    let room: Int64
    let intendedAt: UInt64
  }

  private(set) var posts: [String: Post] = [:]
  private(set) var unanswered: Set<String> = []
  private var acknowledged: [Int64: Set<String>] = [:]
  private var seen: [Int: Set<String>] = [:]
  private(set) var acknowledgements = Latencies()
  private(set) var deliveries = Latencies()
  /// Acknowledged twice with different positions: exactly-once is broken.
  private(set) var doubleAcknowledgements = 0
  private var offsets: [String: Int64] = [:]

  mutating func sent(_ key: String, by member: Int, room: Int64, intendedAt: UInt64) {
    posts[key] = Post(member: member, room: room, intendedAt: intendedAt)
    unanswered.insert(key)
  }

  mutating func acknowledged(_ key: String, offset: Int64, at now: UInt64) {
    guard let post = posts[key] else { return }
    if let earlier = offsets.updateValue(offset, forKey: key), earlier != offset { doubleAcknowledgements += 1 }
    guard unanswered.remove(key) != nil else { return }
    acknowledgements.record(microseconds: Int64((now - post.intendedAt) / 1_000))
    acknowledged[post.room, default: []].insert(key)
  }

  mutating func refused(_ key: String) { unanswered.remove(key) }

  mutating func received(_ key: Substring, by member: Int, at now: UInt64) {
    let key = String(key)
    guard let post = posts[key], seen[member, default: []].insert(key).inserted else { return }
    deliveries.record(microseconds: Int64((now - post.intendedAt) / 1_000))
  }

  /// Acknowledged messages of a room that a member has not seen.
  func missing(from member: Int, room: Int64) -> Int {
    acknowledged[room, default: []].subtracting(seen[member, default: []]).count
  }

  /// What a member has to send again after its socket came back.
  func unanswered(by member: Int) -> [(key: String, room: Int64)] {
    unanswered.compactMap { key in
      posts[key].flatMap { $0.member == member ? (key, $0.room) : nil }
    }
  }
}
