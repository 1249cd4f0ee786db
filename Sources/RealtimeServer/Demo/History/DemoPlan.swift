import Community

/// How many messages of which kind there are and when, decided before any is written.
///
/// What a post at a position draws (its room, its number of comments) is a hash of the position, so that the total is
/// exact without writing anything.
struct DemoPlan: Sendable {
  let seed: UInt64
  let span: ClosedRange<Timestamp>
  /// Introductions: who, and when.
  let introductions: [(member: Int, at: Timestamp)]
  /// Lines of online events, ascending.
  let exclamations: [(phase: DemoScene.Phase, at: Timestamp)]
  /// Posts of the team and the municipalities.
  let officialCount: Int
  /// Posts in all other rooms.
  let postCount: Int
  /// Comments the last of these posts may have, so that the total is exact.
  let lastPostComments: Int
  let messageCount: Int
  let members: DemoRhythm
  let offices: DemoRhythm

  init(seed: UInt64, cast: DemoCast, messageCount: Int, span: ClosedRange<Timestamp>) {
    self.seed = seed
    self.span = span
    self.messageCount = messageCount
    // The first days belong to the founders' introductions.
    let length = span.upperBound.milliseconds - span.lowerBound.milliseconds
    let open = Timestamp(milliseconds: span.lowerBound.milliseconds + length / 60)...span.upperBound
    self.members = DemoRhythm(.members, during: open)
    self.offices = DemoRhythm(.offices, during: open)
    self.introductions = Self.introductions(seed, cast, messageCount: messageCount, span)
    self.exclamations = Self.exclamations(seed, count: messageCount / 25, open)
    // A few announcements a day, however much is said elsewhere.
    self.officialCount = min(messageCount / 50, Int(length / JapanTime.dayMs) * 4)

    var rest = messageCount - exclamations.count - officialCount
    for index in introductions.indices { rest -= 1 + Self.introductionComments(seed, index) }
    var (posts, last) = (0, 0)
    while rest > 0 {
      let comments = Self.comments(seed, posts)
      last = min(comments, rest - 1)
      rest -= 1 + last
      posts += 1
    }
    self.postCount = posts
    self.lastPostComments = last
  }

  // MARK: Rooms and comments

  private static let rooms: [(slug: String, weight: UInt64)] = [
    ("shuumatsu", 26), ("shokutonou", 22), ("sumai", 20), ("senpai", 18), ("kosodate", 16), ("shigoto", 14),
    ("mito", 14), ("tsukuba", 14), ("localplayer", 13), ("kenhoku", 12), ("rokkou", 10), ("kensei", 10),
    ("shitsumon", 8), ("kouryuukai", 3), ("uneikaigi", 2), ("mimamori", 2), ("kenrenraku", 1),
  ]
  private static let roomWeight = rooms.reduce(0) { $0 + $1.weight }
  /// Of 100 threads, how many have 0, 1, 2 … comments.
  private static let commentShares: [UInt64] = [12, 18, 21, 17, 12, 8, 5, 4, 3]

  static func room(_ seed: UInt64, _ position: Int) -> String {
    var rest = SplitMix64.hash(seed ^ 0x726F_6F6D, position) % roomWeight
    for (slug, weight) in rooms {
      if rest < weight { return slug }
      rest -= weight
    }
    return rooms[0].slug
  }

  static func comments(_ seed: UInt64, _ position: Int) -> Int {
    let slug = room(seed, position)
    let isStaff = slug == "uneikaigi" || slug == "mimamori" || slug == "kenrenraku"
    return isStaff ? draw(seed ^ 0x7374_6166, position) / 2 : draw(seed ^ 0x636F_6D6D, position)
  }

  static func introductionComments(_ seed: UInt64, _ index: Int) -> Int {
    1 + draw(seed ^ 0x696E_7472, index) * 3 / 4
  }

  private static func draw(_ seed: UInt64, _ position: Int) -> Int {
    var rest = SplitMix64.hash(seed, position) % 100
    for (count, share) in commentShares.enumerated() {
      if rest < share { return count }
      rest -= share
    }
    return 0
  }

  // MARK: What has its own time

  /// Two of three members introduce themselves within a day of joining, by daylight; at most a sixth of all messages.
  private static func introductions(
    _ seed: UInt64, _ cast: DemoCast, messageCount: Int, _ span: ClosedRange<Timestamp>
  ) -> [(member: Int, at: Timestamp)] {
    var random = SplitMix64(seed: seed ^ 0x6865_6C6C)
    var result: [(member: Int, at: Timestamp)] = []
    let most = messageCount / 6
    var room = most
    for index in cast.members.indices where cast.members[index].role == .member {
      let wants = random.chance(0.66)
      let delay = Int64(600_000 + random.geometric(mean: 5_400_000))
      guard wants, room > 0 else { continue }
      let at = DemoClock.awake(cast.members[index].joinedAt.milliseconds + delay, using: &random)
      guard at < span.upperBound.milliseconds else { continue }
      room -= 1 + introductionComments(seed, result.count)
      if room < 0 { break }
      result.append((index, Timestamp(milliseconds: at)))
    }
    return result.sorted { ($0.at, $0.member) < ($1.at, $1.member) }
  }

  /// More than that in 90 minutes would repeat itself.
  private static let mostLinesPerEvent = 250

  private static func exclamations(
    _ seed: UInt64, count: Int, _ span: ClosedRange<Timestamp>
  ) -> [(phase: DemoScene.Phase, at: Timestamp)] {
    let months = DemoEvents.monthIndex(JapanTime(span.lowerBound))...DemoEvents.monthIndex(JapanTime(span.upperBound))
    let starts = months.map {
      JapanTime.timestamp(
        dayNumber: DemoEvents.dayNumber(monthIndex: $0), hour: DemoEvents.startHour, minute: DemoEvents.startMinute)
    }.filter {
      $0 >= span.lowerBound && $0.milliseconds + DemoEvents.durationMs + 600_000 < span.upperBound.milliseconds
    }
    guard !starts.isEmpty else { return [] }
    var random = SplitMix64(seed: seed ^ 0x6C69_7665)
    let count = min(count, starts.count * mostLinesPerEvent)
    var result: [(phase: DemoScene.Phase, at: Timestamp)] = []
    for (index, start) in starts.enumerated() {
      // From five minutes before to five minutes after; greetings first, thanks last.
      let share = count * (index + 1) / starts.count - count * index / starts.count
      for position in 0..<share {
        let progress = (Double(position) + random.unit()) / Double(share)
        let phase: DemoScene.Phase = progress < 0.12 ? .start : progress > 0.9 ? .end : .middle
        let offset =
          progress < 0.12 ? progress / 0.12 * 0.06 : progress > 0.9 ? 0.93 + (progress - 0.9) * 0.7 : progress
        result.append(
          (phase, Timestamp(milliseconds: start.milliseconds - 300_000 + Int64(offset * 100 * 60_000))))
      }
    }
    return result.sorted { $0.at < $1.at }
  }
}
