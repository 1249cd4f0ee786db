import Community

/// Chooses what is said next and by whom. The state is only what keeps it from repeating itself.
///
/// Time must not go back: a member speaks only after joining.
struct DemoScribe {
  let script: DemoScript
  let atlas: DemoAtlas
  let cast: DemoCast
  var random: SplitMix64
  /// How many of a pool have joined by now.
  private var joined: [Int]
  private(set) var now: Timestamp
  var memory = DemoMemory()
  /// By room: every post of every scene, as (scene, line), and the order in which they come.
  private var posts: [String: [(scene: Int, line: Int)]] = [:]
  private var postBags: [String: DemoBag] = [:]
  /// By room: the scene of the last thread.
  private var lastScenes: [String: Int] = [:]
  private var welcomeBags: [DemoSpeaker: DemoBag] = [:]
  private var liveBags: [DemoScene.Phase: DemoBag] = [:]

  init(script: DemoScript, atlas: DemoAtlas, cast: DemoCast, seed: UInt64, startingAt start: Timestamp) {
    self.script = script
    self.atlas = atlas
    self.cast = cast
    self.random = SplitMix64(seed: seed ^ 0x7772_6974)
    self.joined = Array(repeating: 0, count: cast.poolCount)
    self.now = start
    for room in script.scenes.keys.sorted() {
      let scenes = script.scenes[room] ?? []
      let all = scenes.indices.flatMap { scene in scenes[scene].posts.map { (scene: scene, line: $0) } }
      posts[room] = all
      postBags[room] = DemoBag(count: all.count, using: &random)
    }
    for (phase, scene) in script.live.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      liveBags[phase] = DemoBag(count: scene.posts.count, using: &random)
    }
  }

  /// Moves the clock forward.
  mutating func advance(to time: Timestamp) { now = max(now, time) }

  // MARK: Posts

  /// A new thread in a room.
  /// - Returns: `nil` when the room has nothing to say at this hour.
  mutating func open(_ room: String) -> (DemoThread, DemoUtterance)? {
    let time = JapanTime(now)
    let region = DemoAtlas.Region(room: room)
    guard let scenes = script.scenes[room], let posts = posts[room] else { return nil }
    for attempt in 0..<(2 * posts.count) {
      let (index, line) = posts[postBags[room]?.next(using: &random) ?? 0]
      // Not the same matter twice in a row, unless there is no other.
      if index == lastScenes[room] && attempt < posts.count { continue }
      let scene = scenes[index]
      guard scene.condition.admits(time), scene.lines[line].condition.admits(time), suits(scene.evening, time),
        let setting = DemoSetting(for: scene, region: region, at: time, atlas: atlas, using: &random)
      else { continue }
      let draft = DemoThread(
        room: room, region: region, scene: scene, setting: setting, author: nil, authorName: "")
      guard let author = speaker(of: scene.lines[line], in: draft) else { continue }
      lastScenes[room] = index
      return begin(draft, line: line, author: author)
    }
    return nil
  }

  /// A new thread in a room, or elsewhere when the room has nothing to say at this hour.
  mutating func openAnywhere(_ room: String) -> (DemoThread, DemoUtterance)? {
    for room in [room, "shuumatsu", "senpai", "sumai", "shichouson", "uneikaigi"] {
      if let opening = open(room) { return opening }
    }
    return nil
  }

  /// A member's introduction of themselves.
  mutating func introduce(_ member: Int) -> (DemoThread, DemoUtterance)? {
    guard let scene = script.scenes["hajimemashite"]?.first else { return nil }
    let time = JapanTime(now)
    let trait = cast.traits[member]
    let badges = cast.members[member].badges
    let speaker: DemoSpeaker =
      badges.isEmpty ? (trait.home == nil ? .outside : .local) : badges == ["先輩移住者"] ? .senior : .player
    let lines = scene.posts.filter { scene.lines[$0].speaker == speaker }
    guard !lines.isEmpty,
      let setting = DemoSetting(
        for: scene, region: .everywhere, at: time, atlas: atlas, using: &random)
    else { return nil }
    for _ in lines {
      let line = lines[welcomeBags[speaker, default: DemoBag(count: lines.count, using: &random)].next(using: &random)]
      let candidate = scene.lines[line]
      if candidate.isCasual && !trait.isCasual { continue }
      if candidate.namesAge && trait.age == nil { continue }
      let draft = DemoThread(
        room: "hajimemashite", region: .everywhere, scene: scene, setting: setting, author: nil, authorName: "")
      return begin(draft, line: line, author: member)
    }
    return nil
  }

  /// A short line of a running online event.
  mutating func exclaim(_ phase: DemoScene.Phase) -> DemoUtterance? {
    let time = JapanTime(now)
    guard let scene = script.live[phase] else { return nil }
    for _ in scene.posts {
      let line = liveBags[phase]?.next(using: &random) ?? 0
      guard
        let setting = DemoSetting(for: scene, region: .everywhere, at: time, atlas: atlas, using: &random)
      else { return nil }
      let draft = DemoThread(
        room: "kouryuukai", region: .everywhere, scene: scene, setting: setting, author: nil, authorName: "")
      guard let author = speaker(of: scene.lines[line], in: draft) else { continue }
      return render(scene.lines[line], by: author, in: draft)
    }
    return nil
  }

  private mutating func begin(_ draft: DemoThread, line: Int, author: Int) -> (DemoThread, DemoUtterance) {
    let written = render(draft.scene.lines[line], by: author, in: draft)
    let utterance = DemoUtterance(
      author: author, body: dress(written.body, of: draft.scene.lines[line], in: draft.scene),
      mentions: written.mentions)
    var thread = DemoThread(
      room: draft.room, region: draft.region, scene: draft.scene, setting: draft.setting, author: author,
      authorName: cast.members[author].name)
    thread.said = 1 << UInt64(line)
    memory.note(line, of: draft.scene, in: draft.room)
    return (thread, utterance)
  }

  private func suits(_ evening: DemoScene.Evening, _ time: JapanTime) -> Bool {
    switch evening {
    case .any: return true
    case .before:
      let day = DemoEvents.dayNumber(monthIndex: DemoEvents.next(after: time))
      return day - time.dayNumber <= 12
    case .after:
      let day = DemoEvents.dayNumber(monthIndex: DemoEvents.last(before: time))
      return time.dayNumber - day <= 6
    }
  }

  // MARK: Speakers

  /// A member who has joined, suits the line and has not just spoken.
  mutating func speaker(of line: DemoLine, in thread: DemoThread) -> Int? {
    if line.speaker == .municipal {
      let home = thread.setting.place
      let officers = cast.members(DemoCast.pool(.municipal, area: 0, casual: false))
      return officers.first { cast.traits[Int($0)].home == home }.map(Int.init)
    }
    // Polite lines suit everybody; casual ones only those who talk like that.
    let manners = line.isCasual ? [true] : random.chance(0.8) ? [false, true] : [true, false]
    let isOfPlace = [.local, .senior, .player, .localParent].contains(line.speaker)
    let area =
      isOfPlace && thread.region != .everywhere ? DemoCast.number(of: atlas.places[thread.setting.place].area) : 0
    for casual in manners {
      let pool = DemoCast.pool(line.speaker, area: area, casual: casual)
      if let member = member(of: pool, saying: line, in: thread) { return member }
    }
    return nil
  }

  private mutating func member(of pool: Int, saying line: DemoLine, in thread: DemoThread) -> Int? {
    let members = cast.members(pool)
    let count = countJoined(pool)
    guard count > 0 else { return nil }
    for attempt in 0..<12 {
      let member = Int(members[random.below(count)])
      if member == thread.author || thread.guests.contains(member) { continue }
      let trait = cast.traits[member]
      if line.namesAge && trait.age == nil || line.namesNear && !trait.isNear { continue }
      if attempt >= 8 || random.unit() < trait.activity { return member }
    }
    return nil
  }

  private mutating func countJoined(_ pool: Int) -> Int {
    let members = cast.members(pool)
    while joined[pool] < members.count, cast.members[Int(members[joined[pool]])].joinedAt <= now { joined[pool] += 1 }
    return joined[pool]
  }

  /// How many who could speak as `speaker` have joined by now.
  mutating func joinedCount(_ speaker: DemoSpeaker) -> Int {
    countJoined(DemoCast.pool(speaker, area: 0, casual: false))
      + countJoined(DemoCast.pool(speaker, area: 0, casual: true))
  }

  /// Anyone who has joined and could speak as `speaker`, the active ones more often.
  mutating func anyMember(_ speaker: DemoSpeaker) -> Int? {
    let polite = DemoCast.pool(speaker, area: 0, casual: false)
    let casual = DemoCast.pool(speaker, area: 0, casual: true)
    let (politeCount, casualCount) = (countJoined(polite), countJoined(casual))
    guard politeCount + casualCount > 0 else { return nil }
    for attempt in 0..<4 {
      let index = random.below(politeCount + casualCount)
      let member = Int(
        index < politeCount ? cast.members(polite)[index] : cast.members(casual)[index - politeCount])
      if attempt == 3 || random.unit() < 0.3 + cast.traits[member].activity { return member }
    }
    return nil
  }
}
