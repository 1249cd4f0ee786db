import Community
import Testing

@testable import Persistence

@Suite struct `Rooms` {
  @Test func `are created once, in their order`() async throws {
    let community = try await TestCommunity()
    #expect(community.rooms.map(\.slug) == StandardRooms.rooms.map(\.slug))
    #expect(community.rooms.map(\.posting) == StandardRooms.rooms.map(\.posting))
    let created = try await community.database.rooms.createIfNone(
      categories: StandardRooms.categories, rooms: StandardRooms.rooms)
    #expect(!created)
    #expect(try await community.database.rooms.all().count == StandardRooms.rooms.count)
  }

  @Test func `show where their log stands`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題", at: .moment(5))
    try await community.edit(post.message.id, "話題です")
    let state = try #require(try await community.database.rooms.all().first)
    #expect(state.offset == Offset(2))
    #expect(state.postCount == 1)
    #expect(state.lastPostAt == .moment(5))
  }

  @Test func `of the staff are listed for the staff only`() async throws {
    let community = try await TestCommunity()
    let rooms = community.database.rooms
    let all = try await rooms.list(for: community.moderator.id, as: .moderator)
    let some = try await rooms.list(for: community.haru.id, as: .member)
    #expect(all.rooms.count == StandardRooms.rooms.count)
    #expect(some.rooms.map(\.state.room) == community.rooms.filter { $0.audience == .everyone })
    #expect(all.categories.count == StandardRooms.categories.count)
    #expect(!some.categories.contains { $0.name == "運営" })
    #expect(some.epoch == community.database.epoch)
  }

  @Test func `can be followed and left`() async throws {
    let community = try await TestCommunity()
    let rooms = community.database.rooms
    func followed() async throws -> [RoomID] {
      try await rooms.list(for: community.haru.id, as: .member).rooms.filter(\.isFollowing).map(\.state.room.id)
    }
    #expect(try await followed().isEmpty)
    try await rooms.setFollowing(true, room: community.room, member: community.haru.id)
    try await rooms.setFollowing(true, room: community.room, member: community.haru.id)
    #expect(try await followed() == [community.room])
    try await rooms.setFollowing(false, room: community.room, member: community.haru.id)
    #expect(try await followed().isEmpty)
    await #expect(throws: Refusal.notFound) {
      try await rooms.setFollowing(true, room: RoomID(99), member: community.haru.id)
    }
  }
}

@Suite struct `Read positions` {
  @Test func `only move forward, and not beyond the log`() async throws {
    let community = try await TestCommunity()
    for number in 0..<5 { try await community.post("\(number)") }
    #expect(try await community.read(3, by: community.haru) == ReadPosition(offset: Offset(3), unread: 2))
    #expect(try await community.read(2, by: community.haru) == ReadPosition(offset: Offset(3), unread: 2))
    #expect(try await community.read(99, by: community.haru) == ReadPosition(offset: Offset(5), unread: 0))
    #expect(try await community.page(for: community.haru).readOffset == Offset(5))
    await #expect(throws: Refusal.notFound) { try await community.read(1, by: community.haru, in: RoomID(99)) }
  }

  @Test func `leave unread what others published and is still there`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    try await community.post("自分の", by: community.haru)
    let comment = try await community.post("返事", by: community.sora, on: post).message.id
    #expect(try await unread(community) == 2)
    try await community.edit(post, "直した")
    try await community.react("iine", to: post)
    try await community.announce()
    #expect(try await unread(community) == 2)
    try await community.hide(comment)
    #expect(try await unread(community) == 1)
    try await community.restore(comment)
    #expect(try await unread(community) == 2)
    try await community.delete(post)
    #expect(try await unread(community) == 1)
    _ = try await community.append(community.draft("待つ", held: HoldReason("語句")))
    #expect(try await unread(community) == 1)
  }

  @Test func `are not moved by one's own posts`() async throws {
    let community = try await TestCommunity()
    try await community.post("話題")
    try await community.post("自分の", by: community.haru)
    let listing = try #require(
      try await community.database.rooms.list(for: community.haru.id, as: .member).rooms.first)
    #expect(listing.readOffset == .zero)
    #expect(listing.unread == 1)
  }

  @Test func `count no further than a hundred`() async throws {
    let community = try await TestCommunity()
    _ = try await community.database.demo.append((0..<150).map { community.draft("\($0)") })
    #expect(try await unread(community) == 100)
    #expect(try await community.read(10, by: community.haru).unread == 100)
    #expect(try await community.read(60, by: community.haru).unread == 90)
  }

  @Test func `of a newcomer are at the end of every room`() async throws {
    let community = try await TestCommunity()
    try await community.post("前から")
    let newcomer = try await community.database.members.create(TestCommunity.member("新入り"))
    let list = try await community.database.rooms.list(for: newcomer.id, as: .member)
    #expect(list.rooms.map(\.unread).allSatisfy { $0 == 0 })
    #expect(try await community.page(for: newcomer).readOffset == Offset(1))
  }

  private func unread(_ community: TestCommunity) async throws -> Int? {
    try await community.database.rooms.list(for: community.haru.id, as: .member).rooms.first?.unread
  }
}
