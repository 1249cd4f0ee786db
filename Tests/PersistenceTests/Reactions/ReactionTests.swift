import Community
import Testing

@testable import Persistence

@Suite struct `Stickers` {
  @Test func `are stored one by one and announced together`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    let other = try await community.post("別の話題").message.id
    for member in [community.haru, community.sora, community.aoi] {
      try await community.react("iine", to: post, by: member)
    }
    try await community.react("arigatou", to: post, by: community.sora)
    try await community.react("nattou", to: other)
    #expect(community.published.all.count == 2)
    #expect(try await community.announce() == false)
    let announced = community.published.all.suffix(2)
    #expect(announced.map(\.kind) == [.reacted, .reacted])
    #expect(announced.map(\.offset.rawValue) == [3, 4])
    // In the catalogue's order, whatever came first.
    #expect(
      announced.first?.message.tallies == [
        Tally(sticker: StickerID(rawValue: "arigatou"), count: 1),
        Tally(sticker: StickerID(rawValue: "iine"), count: 3),
      ])
    #expect(announced.map(\.message.revision.rawValue) == [3, 4])
    try await community.announce()
    #expect(community.published.all.count == 4)
  }

  @Test func `count once for each member, and can be taken off`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    #expect(try await community.react("iine", to: post).changed)
    let again = try await community.react("iine", to: post)
    #expect(!again.changed)
    #expect(again.mine == [StickerID(rawValue: "iine")])
    #expect(again.room == community.room)
    try await community.announce()
    #expect(try await community.react("iine", to: post, on: false).mine.isEmpty)
    #expect(try await community.react("iine", to: post, on: false).changed == false)
    try await community.announce()
    #expect(community.published.all.map(\.message.tallies.count) == [0, 1, 0])
    #expect(try await community.value("SELECT count(*) FROM tally") == 0)
  }

  @Test func `put on and taken off between two announcements are no news`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    try await community.react("iine", to: post)
    try await community.react("iine", to: post, on: false)
    try await community.announce()
    #expect(community.published.all.count == 1)
    #expect(try await community.value("SELECT count(*) FROM pendingTally") == 0)
  }

  @Test func `are announced after a crash`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    try await community.react("iine", to: post)
    community.database.lock.release()
    let again = try await TestCommunity(folder: community.folder)
    try await again.announce()
    #expect(again.published.all.map(\.message.tallies.first?.count) == [1])
  }

  @Test func `are announced in portions when there are many`() async throws {
    let community = try await TestCommunity()
    for number in 0..<5 {
      let post = try await community.post("\(number)")
      try await community.react("iine", to: post.message.id)
    }
    let database = community.database
    func announce() async throws -> Bool {
      try await community.answer { database.messages.announceTallies(at: .moment(7), most: 2, completion: $0) }
    }
    #expect(try await announce())
    #expect(try await announce())
    #expect(try await announce() == false)
    #expect(community.published.all.filter { $0.kind == .reacted }.count == 5)
  }

  @Test func `go on hidden or deleted messages no more, and come back with a restored one`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    try await community.react("iine", to: post)
    let hidden = try await community.hide(post)
    #expect(hidden.message.tallies.isEmpty)
    await #expect(throws: Refusal.messageGone) { try await community.react("arigatou", to: post) }
    await #expect(throws: Refusal.messageGone) { try await community.database.history.reactors(of: post) }
    try await community.announce()
    #expect(community.published.all.last?.kind == .hidden)
    let restored = try await community.restore(post)
    #expect(restored.message.tallies.map(\.count) == [1])
  }

  @Test func `tell who put them on, the first fifty of each`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    let crowd = try await community.database.members.create((0..<60).map { TestCommunity.member("参加者\($0)") })
    for member in crowd { try await community.react("iine", to: post, by: member) }
    try await community.react("arigatou", to: post, by: community.sora)
    let reactors = try await community.database.history.reactors(of: post)
    #expect(reactors.map(\.sticker.rawValue) == ["arigatou", "iine"])
    #expect(reactors.map(\.count) == [1, 60])
    #expect(reactors.map(\.members.count) == [1, 50])
    #expect(reactors[1].members.first == crowd.first)
  }
}
