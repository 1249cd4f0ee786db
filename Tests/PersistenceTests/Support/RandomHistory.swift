import Community

@testable import Persistence

/// Members doing anything they may, and much they may not, in two rooms.
struct RandomHistory {
  let community: TestCommunity
  let rooms: [RoomID]
  private var random: SplitMix64
  private var messages: [MessageID] = []
  private var posts: [MessageID] = []
  private var keys: [String] = []

  init(_ community: TestCommunity, seed: UInt64) {
    self.community = community
    rooms = community.rooms.prefix(2).map(\.id)
    random = SplitMix64(seed: seed)
  }

  /// The same history after a restart.
  func continued(in community: TestCommunity) -> RandomHistory {
    var copy = RandomHistory(community, seed: 0)
    (copy.random, copy.messages, copy.posts, copy.keys) = (random, messages, posts, keys)
    return copy
  }

  /// One step. Refusals are part of life.
  mutating func step() async throws {
    do {
      try await act()
    } catch let refusal as Refusal where refusal != .internal {
    }
  }

  mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

  private mutating func act() async throws {
    let people = [community.aoi, community.haru, community.sora]
    guard let person = people.randomElement(using: &random), let room = rooms.randomElement(using: &random) else {
      return
    }
    let any = messages.randomElement(using: &random)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<20: try await say("投稿 \(messages.count)", by: person, in: room, on: nil)
    case 20..<42: try await say("コメント", by: person, in: room, on: posts.randomElement(using: &random) ?? any)
    case 42..<46: try await say("コメントへのコメント", by: person, in: room, on: any)
    case 46..<49: try await hold(by: person, in: room)
    case 49..<57: if let any { try await community.edit(any, "直した", by: person) }
    case 57..<61: if let any { try await community.delete(any, by: person) }
    case 61..<67: if let any { try await community.hide(any) }
    case 67..<72: if let any { try await community.restore(any) }
    case 72..<92: if let any { try await react(to: any, by: person) }
    default: try await community.announce()
    }
  }

  private mutating func say(_ body: String, by person: MemberSummary, in room: RoomID, on thread: MessageID?)
    async throws
  {
    // Now and then a key is used again, as after a lost answer.
    let key = chance(0.1) ? keys.randomElement(using: &random) : nil
    let draft = community.draft(body, by: person, in: room, on: thread, key: key, at: .moment(Int64(keys.count)))
    keys.append(draft.key)
    if case .published(let publication) = try await community.append(draft) {
      messages.append(publication.message.id)
      if thread == nil { posts.append(publication.message.id) }
    }
  }

  private mutating func hold(by person: MemberSummary, in room: RoomID) async throws {
    let thread = chance(0.5) ? posts.randomElement(using: &random) : nil
    let draft = community.draft("様子を見る", by: person, in: room, on: thread, held: HoldReason("語句"))
    guard case .held(let message) = try await community.append(draft) else { return }
    messages.append(message)
    guard chance(0.7) else { return }
    let database = community.database
    let moderator = community.moderator.id
    let _: Publication = try await community.answer {
      database.messages.approve(message: message, by: moderator, at: .moment(9), completion: $0)
    }
  }

  private mutating func react(to message: MessageID, by person: MemberSummary) async throws {
    let sticker = ["arigatou", "iine", "nattou"].randomElement(using: &random) ?? "iine"
    try await community.react(sticker, to: message, by: person, on: chance(0.7))
  }
}

extension TestCommunity {
  /// Everything in a room as a newcomer fetches it: all pages, all threads.
  func freshFetch(of room: RoomID) async throws -> ClientRoom {
    var client = ClientRoom()
    var page = try await page(.newest, limit: 7, in: room)
    client.load(page)
    while page.hasOlder, let oldest = page.messages.first {
      page = try await self.page(.before(oldest.message.offset), limit: 7, in: room)
      client.load(page)
    }
    for post in client.messages.values where post.threadID == nil {
      client.load(try await database.history.comments(post: post.id, anchor: .oldest, limit: 1_000, for: haru.id))
    }
    return client
  }
}
