import Community
import Folding
import Moderation
import Testing

@testable import RealtimeServer

/// 2026-11-23 21:30 in Japan.
let demoNow = Timestamp(milliseconds: 1_795_437_000_000)

@Suite struct `Demo community` {
  static let community = Result { try DemoCommunity(memberCount: 400, messageCount: 12_000, until: demoNow) }
  static let past = Result { Array(try community.get().messages) }

  @Test(arguments: [0, 1, 2, 7, 50, 333, 4_000])
  func `it has exactly as many messages as asked for`(_ count: Int) throws {
    let community = try DemoCommunity(memberCount: 60, messageCount: count, until: demoNow)
    #expect(community.messages.reduce(0) { sum, _ in sum + 1 } == count)
  }

  @Test func `the same seed gives the same past, another seed another`() throws {
    func bodies(_ seed: UInt64) throws -> [String] {
      try DemoCommunity(seed: seed, memberCount: 60, messageCount: 300, until: demoNow).messages.map(\.body)
    }
    #expect(try bodies(1) == bodies(1))
    #expect(try bodies(1) != bodies(2))
    let twice = try Self.community.get().messages
    #expect(twice.prefix(200).map(\.at) == twice.prefix(200).map(\.at))
  }

  @Test func `messages come in time order, before now, from members who have joined`() throws {
    let community = try Self.community.get()
    var last = community.span.lowerBound
    for message in try Self.past.get() {
      #expect(message.at >= last)
      #expect(community.members[message.authorIndex].joinedAt <= message.at)
      last = message.at
    }
    #expect(last <= demoNow)
    #expect(last > demoNow.advanced(by: .seconds(-86_400)))
  }

  @Test func `a comment follows a post of its room`() throws {
    let past = try Self.past.get()
    var comments = 0
    for (index, message) in past.enumerated() {
      guard let post = message.threadIndex else { continue }
      comments += 1
      #expect(post < index)
      #expect(past[post].threadIndex == nil)
      #expect(past[post].roomSlug == message.roomSlug)
    }
    #expect(comments > past.count / 2)
  }

  @Test func `nobody does what their role forbids`() throws {
    let members = try Self.community.get().members
    let rooms = Dictionary(
      StandardRooms.rooms.map { definition in
        let room = Room(
          id: RoomID(1), slug: definition.slug, name: "", purpose: "", categoryID: RoomCategoryID(1),
          audience: definition.audience, posting: definition.posting)
        return (definition.slug, room)
      }, uniquingKeysWith: { first, _ in first })
    for message in try Self.past.get() {
      let room = try #require(rooms[message.roomSlug])
      #expect(RoomPolicy.decidePosting(in: room, as: members[message.authorIndex].role) == nil)
      for reaction in message.reactions where room.posting != .officialOnly {
        #expect(RoomPolicy.decideReacting(in: room, as: members[reaction.memberIndex].role) == nil)
      }
    }
  }

  @Test func `stickers exist, each once by a member, and official ones come from the staff side`() throws {
    let members = try Self.community.get().members
    for message in try Self.past.get() {
      #expect(Set(message.reactions).count == message.reactions.count)
      for reaction in message.reactions {
        #expect(StickerCatalogue.contains(reaction.sticker))
        #expect(reaction.memberIndex != message.authorIndex)
        #expect(members[reaction.memberIndex].joinedAt <= message.at)
        if StickerCatalogue.isOfficial(reaction.sticker) { #expect(members[reaction.memberIndex].role.isStaffSide) }
      }
    }
  }

  @Test func `every standard room is alive`() throws {
    let counts = Dictionary(grouping: try Self.past.get(), by: \.roomSlug).mapValues(\.count)
    #expect(Set(counts.keys) == Set(StandardRooms.rooms.map(\.slug)))
    #expect(counts.values.allSatisfy { $0 >= 10 })
  }

  @Test func `evenings are livelier than mornings, and nights are quiet`() throws {
    var hours = [Int](repeating: 0, count: 24)
    for message in try Self.past.get() { hours[JapanTime(message.at).hour] += 1 }
    #expect(hours[20] + hours[21] > 2 * (hours[9] + hours[10]) / 2)
    #expect(hours[2...4].reduce(0, +) * 20 < hours[19...21].reduce(0, +))
  }

  @Test func `a named member is a member and named in the text`() throws {
    let members = try Self.community.get().members
    var mentions = 0
    for message in try Self.past.get() {
      for mention in message.mentions {
        mentions += 1
        #expect(message.body.contains("@" + members[mention].name))
      }
      #expect(message.mentions.isEmpty == !message.body.contains("@"))
    }
    #expect(mentions > 0)
  }
}

@Suite struct `Demo members` {
  @Test func `names are valid and no two look alike`() throws {
    let members = try DemoCommunity(memberCount: 5_000, messageCount: 0, until: demoNow).members
    #expect(members.count == 5_000)
    #expect(Set(members.map { NameFold.key($0.name) }).count == members.count)
    for member in members { #expect(try DisplayName(member.name).text == member.name) }
  }

  @Test func `six of ten live outside the prefecture`() throws {
    let members = try DemoCommunity(memberCount: 2_000, messageCount: 0, until: demoNow).members
    let told = members.compactMap(\.attributes.residence)
    let outside = told.filter { $0.prefecture != Prefecture.ibaraki }.count
    #expect((0.55...0.65).contains(Double(outside) / Double(told.count)))
    #expect(told.count < members.count)
  }

  @Test func `every role is there, and badges say who someone is`() throws {
    let members = try DemoCommunity(memberCount: 300, messageCount: 0, until: demoNow).members
    #expect(Set(members.map(\.role)) == Set(Role.allCases))
    #expect(members.filter { $0.badges.contains("先輩移住者") }.count >= 5)
    #expect(members.filter { $0.role != .member }.allSatisfy { !$0.badges.isEmpty })
  }

  @Test func `months of its past are nothing that watching how members write would stop`() throws {
    let (community, behaviour) = (try `Demo community`.community.get(), Behaviour())
    let rooms = Dictionary(
      StandardRooms.rooms.enumerated().map { ($1.slug, RoomID(Int64($0 + 1))) }, uniquingKeysWith: { $1 })
    for (number, message) in try `Demo community`.past.get().enumerated() {
      let findings = behaviour.judge(
        BehaviourPost(
          sender: MemberID(Int64(message.authorIndex + 1)), room: try #require(rooms[message.roomSlug]),
          thread: message.threadIndex.map { MessageID(Int64($0 + 1)) }, text: message.body,
          mentions: message.mentions.map { MemberID(Int64($0 + 1)) }, key: "demo-\(number)", at: message.at,
          isTrusted: community.members[message.authorIndex].role.isStaffSide), screener: ServerScreener.starter)
      #expect(findings.isEmpty, "\(findings)")
    }
  }

  @Test func `members are called like people, and only those in charge like those in charge`() throws {
    let names = OfficialNames(community: "いばらきひろば")
    for member in try DemoCommunity(memberCount: 4_000, messageCount: 0, until: demoNow).members
    where member.role == .member {
      #expect(names.claim(in: member.name) == nil, "\(member.name)")
    }
  }

  @Test func `addresses cannot receive mail and are distinct`() throws {
    #expect(try EmailAddress(DemoMember.emailAddress(of: 0)).text.hasSuffix(".example"))
    #expect(DemoMember.emailAddress(of: 1) != DemoMember.emailAddress(of: 2))
  }

  @Test func `members join in order, between the opening and now`() throws {
    let community = try DemoCommunity(memberCount: 500, messageCount: 0, until: demoNow)
    var last = community.span.lowerBound
    for member in community.members {
      #expect(member.joinedAt >= last)
      last = member.joinedAt
    }
    #expect(last < demoNow)
  }

  @Test func `a tiny cast is raised to one that can fill every room`() throws {
    #expect(try DemoCommunity(memberCount: 1, messageCount: 0, until: demoNow).members.count == DemoCast.minimumCount)
  }
}
