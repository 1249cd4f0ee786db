import Community

/// What is remembered of one sender: how fast, the last few messages, whom they called. No more than about 3 KB; of the
/// texts only their ends.
struct SenderTrail {
  static let mostRooms = 8
  static let mostRecent = 8
  static let mostMentioned = 64

  private struct RoomPace {
    let room: RoomID
    var meters = PaceMeters()
    var lastAt: Int64
  }

  /// One message. Its own name makes a retry known: it is judged as it was, and is no copy of itself.
  private struct Recent {
    let key: Int
    let place: Place
    let at: Int64
    var mark = TextMark.none
    /// Which copy of its text this was.
    var copy = 1
    var isElsewhere = false
    /// The end of what others read.
    var end = ""
    var findings: [BehaviourFinding] = []
  }

  /// Where others read it.
  struct Place: Hashable {
    let room: RoomID
    let thread: MessageID?
  }

  private var site = PaceMeters()
  private var rooms: [RoomPace] = []
  /// A ring; `newest` is the last written.
  private var recent: [Recent] = []
  private var newest = 0
  private var mentioned: [(member: MemberID, at: Int64)] = []

  // MARK: - Flood

  /// Milliseconds until the sender may write in `room`; 0 now.
  func wait(in room: RoomID, _ policy: BehaviourPolicy, at now: Int64) -> Int64 {
    let here = rooms.first { $0.room == room }?.meters.wait(policy.room, at: now) ?? 0
    return max(here, site.wait(policy.site, at: now))
  }

  mutating func take(in room: RoomID, _ policy: BehaviourPolicy, at now: Int64) {
    site.take(policy.site, at: now)
    if let known = rooms.firstIndex(where: { $0.room == room }) {
      rooms[known].meters.take(policy.room, at: now)
      rooms[known].lastAt = now
      return
    }
    if rooms.count == Self.mostRooms, let oldest = rooms.indices.min(by: { rooms[$0].lastAt < rooms[$1].lastAt }) {
      rooms.remove(at: oldest)
    }
    var pace = RoomPace(room: room, lastAt: now)
    pace.meters.take(policy.room, at: now)
    rooms.append(pace)
  }

  // MARK: - Recent messages

  /// What was found in the message of this name, if it is a recent one.
  func answer(to key: Int) -> [BehaviourFinding]? { recent.first { $0.key == key }?.findings }

  /// Begins a message; what else is noted belongs to it.
  mutating func begin(_ key: Int, in place: Place, at now: Int64) {
    let message = Recent(key: key, place: place, at: now)
    if recent.count < Self.mostRecent {
      newest = recent.count
      recent.append(message)
    } else {
      newest = (newest + 1) % Self.mostRecent
      recent[newest] = message
    }
  }

  mutating func remember(_ findings: [BehaviourFinding], for key: Int) {
    guard let place = recent.firstIndex(where: { $0.key == key }) else { return }
    recent[place].findings = findings
  }

  /// Counts the text of the newest message. Returns which copy of it this is, and whether there are some in other rooms.
  mutating func note(_ mark: TextMark) -> (copy: Int, isElsewhere: Bool) {
    let (now, room) = (recent[newest].at, recent[newest].place.room)
    var copy = 1
    var isElsewhere = false
    for index in recent.indices where index != newest && recent[index].mark.isSame(as: mark) {
      guard abs(now - recent[index].at) <= BehaviourPolicy.copyWindow else { continue }
      copy = max(copy, recent[index].copy + 1)
      isElsewhere = isElsewhere || recent[index].isElsewhere || recent[index].place.room != room
    }
    recent[newest].mark = mark
    recent[newest].copy = copy
    recent[newest].isElsewhere = isElsewhere
    return (copy, isElsewhere)
  }

  /// Keeps the end of the newest message. Returns the ends of those just before it in the same place, oldest first.
  mutating func note(end: String) -> [String] {
    recent[newest].end = end
    let (now, place) = (recent[newest].at, recent[newest].place)
    var earlier: [String] = []
    for distance in stride(from: recent.count - 1, to: 0, by: -1) {
      let index = (newest + recent.count - distance) % recent.count
      guard abs(now - recent[index].at) <= BehaviourPolicy.splitWindow, recent[index].place == place,
        !recent[index].end.isEmpty
      else { continue }
      earlier.append(recent[index].end)
    }
    return earlier
  }

  // MARK: - Mentions

  /// Adds the members a message calls. Returns how many different ones were called lately.
  mutating func note(mentions: [MemberID], at now: Int64) -> Int {
    mentioned.removeAll { abs(now - $0.at) > BehaviourPolicy.mentionWindow || mentions.contains($0.member) }
    mentioned += mentions.map { ($0, now) }
    if mentioned.count > Self.mostMentioned { mentioned.removeFirst(mentioned.count - Self.mostMentioned) }
    return mentioned.count
  }
}
