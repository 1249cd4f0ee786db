import Community
import Moderation
import Testing

@testable import RealtimeServer

@Suite struct `Demo chatter` {
  /// A community whose messages exist only here, and a clock moved by hand.
  private struct Stage {
    let community: DemoCommunity
    var chatter: DemoChatter
    var now: Timestamp
    var said: [(room: String, message: Message, member: Int?)] = []
    var reactions: [(MessageID, StickerID)] = []

    init(startingAt start: Timestamp = demoNow) throws {
      community = try DemoCommunity(memberCount: 300, messageCount: 0, until: demoNow)
      chatter = DemoChatter(community: community, seed: 5, startingAt: start)
      now = start
    }

    @discardableResult
    mutating func say(
      _ body: String, in room: String, on post: MessageID? = nil, by name: String, member: Int? = nil, key: String
    ) -> MessageID {
      let id = MessageID(Int64(said.count + 1))
      let message = Message(
        id: id, roomID: RoomID(1), offset: Offset(id.rawValue), revision: Offset(id.rawValue), threadID: post,
        author: MemberSummary(id: MemberID(1), name: name, role: .member), state: .published, body: body,
        createdAt: now, editedAt: nil, commentCount: 0, lastCommentAt: nil, tallies: [], mentions: [], key: key)
      said.append((room, message, member))
      chatter.hear(message, in: room, by: member)
      return id
    }

    /// Asks once a second and carries out what is proposed.
    mutating func run(seconds: Int) {
      for _ in 0..<seconds {
        now = now.advanced(by: .seconds(1))
        guard let action = chatter.next(at: now) else { continue }
        let name = community.members[action.member].name
        switch action.deed {
        case .post(let room, let body): say(body, in: room, by: name, member: action.member, key: action.key)
        case .comment(let post, let room, let body):
          say(body, in: room, on: post, by: name, member: action.member, key: action.key)
        case .react(let message, _, let sticker): reactions.append((message, sticker))
        }
      }
    }
  }

  @Test func `a few things happen every minute of an evening`() throws {
    var stage = try Stage()
    stage.run(seconds: 3_600)
    let perMinute = Double(stage.said.count + stage.reactions.count) / 60
    #expect((1.5...10).contains(perMinute), "\(perMinute)")
    #expect(stage.said.contains { $0.message.threadID != nil })
    #expect(Set(stage.said.map(\.room)).count >= 6)
  }

  @Test func `the first post comes while somebody is still looking`() throws {
    var stage = try Stage()
    stage.run(seconds: 15)
    #expect(stage.said.count >= 1)
  }

  @Test func `every deed is one the server would allow`() throws {
    var stage = try Stage()
    stage.run(seconds: 7_200)
    let rooms = Dictionary(StandardRooms.rooms.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    var keys: Set<String> = []
    for (slug, message, member) in stage.said {
      let definition = try #require(rooms[slug])
      let room = Room(
        id: RoomID(1), slug: slug, name: "", purpose: "", categoryID: RoomCategoryID(1),
        audience: definition.audience, posting: definition.posting)
      let role = stage.community.members[try #require(member)].role
      #expect(RoomPolicy.decidePosting(in: room, as: role) == nil)
      #expect(throws: Never.self) { try MessageBody(try #require(message.body)) }
      #expect(throws: Never.self) { try IdempotencyKey(message.key) }
      #expect(keys.insert(message.key).inserted)
      if let post = message.threadID { #expect(stage.said[Int(post.rawValue) - 1].room == slug) }
    }
    #expect(stage.reactions.allSatisfy { StickerCatalogue.contains($0.1) && !StickerCatalogue.isOfficial($0.1) })
  }

  @Test func `an evening of chatter is nothing that watching how members write would stop`() throws {
    var stage = try Stage()
    stage.run(seconds: 14_400)
    let behaviour = Behaviour()
    for (room, message, member) in stage.said {
      let member = try #require(member)
      let post = BehaviourPost(
        sender: MemberID(Int64(member + 1)), room: RoomID(Int64(abs(room.hashValue % 1_000) + 1)),
        thread: message.threadID, text: try #require(message.body), key: message.key, at: message.createdAt,
        isTrusted: stage.community.members[member].role.isStaffSide)
      let findings = behaviour.judge(post, screener: ServerScreener.starter)
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  @Test(arguments: ["hajimemashite", "sumai", "shitsumon", "shuumatsu"])
  func `a visitor is answered within three minutes`(_ room: String) throws {
    var stage = try Stage()
    let post = stage.say("はじめまして。どこから読めばいいですか？", in: room, by: "見学の人", key: "visitor-1")
    stage.run(seconds: 180)
    let answers = stage.said.filter { $0.message.threadID == post }
    #expect((1...3).contains(answers.count))
    #expect(stage.reactions.contains { $0.0 == post })
    #expect(Set(answers.map(\.member)).count == answers.count)
  }

  @Test func `a visitor who names a place is answered about it`() throws {
    var places = 0
    for seed in 0..<5 {
      var stage = try Stage(startingAt: demoNow.advanced(by: .seconds(seed * 1_000)))
      let post = stage.say("笠間へ行ってきました。楽しかったです", in: "shuumatsu", by: "見学の人", key: "visitor-1")
      stage.run(seconds: 240)
      places += stage.said.filter { $0.message.threadID == post && $0.message.body?.contains("笠間") == true }.count
    }
    #expect(places >= 3)
  }

  @Test func `a member thanks a visitor for a comment on their post`() throws {
    var stage = try Stage()
    stage.run(seconds: 15)
    let (room, post, author) = try #require(stage.said.first)
    stage.say("すてきですね", in: room, on: post.id, by: "見学の人", key: "visitor-1")
    stage.run(seconds: 240)
    #expect(stage.said.contains { $0.member == author && $0.message.threadID == post.id })
  }

  @Test func `a visitor who entered as an invented member is answered, and nobody else speaks as that member`() throws {
    var stage = try Stage()
    let member = try #require(stage.community.members.firstIndex { $0.badges == ["先輩移住者"] })
    let name = stage.community.members[member].name
    let post = stage.say("空き家のことを教えてください", in: "sumai", by: name, member: member, key: "visitor-1")
    stage.run(seconds: 7_200)
    #expect(stage.said.contains { $0.message.threadID == post })
    #expect(stage.said.filter { $0.member == member }.count == 1)
  }

  @Test func `nobody answers in staff rooms, or to what is not published`() throws {
    var stage = try Stage()
    let post = stage.say("打ち合わせの件です。どうしますか？", in: "uneikaigi", by: "見学の人", key: "visitor-1")
    stage.run(seconds: 300)
    #expect(!stage.said.contains { $0.message.threadID == post })
  }

  @Test func `an agenda gives what is due, the earliest first, and never grows without bound`() {
    var agenda = DemoAgenda()
    for number in 0..<(DemoAgenda.capacity + 50) {
      agenda.add(.answer(MessageID(Int64(number))), at: Timestamp(milliseconds: Int64((number * 7) % 100)))
    }
    #expect(agenda.count == DemoAgenda.capacity)
    let early = agenda.take(at: Timestamp(milliseconds: -1))
    #expect(early == nil)
    var taken = 0
    while agenda.take(at: Timestamp(milliseconds: 50)) != nil { taken += 1 }
    #expect(taken > 0 && agenda.count == DemoAgenda.capacity - taken)
  }

  @Test func `an online event is lively`() throws {
    let day = DemoEvents.dayNumber(monthIndex: 2026 * 12 + 11)
    var stage = try Stage(startingAt: JapanTime.timestamp(dayNumber: day, hour: 20))
    stage.run(seconds: 600)
    #expect(stage.said.filter { $0.room == "kouryuukai" }.count > 25)
  }
}
