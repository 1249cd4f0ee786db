import Community
import Testing

@testable import Persistence

@Suite struct `A demo` {
  @Test func `is filled by the same rules as a real community`() async throws {
    let community = try await TestCommunity()
    let database = community.database
    #expect(try await !database.meta.isDemo())
    try await database.meta.markDemo()
    let posts = try await database.demo.append((0..<50).map { community.draft("投稿\($0)", at: .moment($0)) })
    let comments = try await database.demo.append(
      (0..<100).map { community.draft("返事\($0)", by: community.haru, on: posts[Int($0) % 50], at: .moment(60 + $0)) })
    try await database.demo.react(
      comments.prefix(20).map {
        DemoWriter.Reaction(
          message: $0, member: community.sora.id, sticker: StickerID(rawValue: "iine"), at: .moment(200))
      }, announcedAt: .moment(201))
    #expect(community.published.all.isEmpty)
    let state = try #require(try await database.rooms.all().first)
    #expect(state.offset == Offset(170))
    #expect(state.postCount == 150)
    #expect(state.lastPostAt == .moment(159))
    let page = try await community.page(.oldest, limit: 1)
    #expect(page.messages.first?.message.commentCount == 2)
    #expect(page.messages.first?.message.lastCommentAt == .moment(110))
    #expect(try await community.value("SELECT count(*) FROM publication") == 170)
    // The log goes on from here.
    #expect(try await community.post("本物").offset == Offset(171))
    let again = try await community.reopened()
    #expect(try await again.database.meta.isDemo())
    #expect(again.database.epoch == database.epoch)
  }

  @Test func `writes nothing of a batch with a mistake in it`() async throws {
    let community = try await TestCommunity()
    await #expect(throws: Refusal.messageGone) {
      try await community.database.demo.append([community.draft("一"), community.draft("二", on: MessageID(99))])
    }
    #expect(try await community.post("最初").offset == Offset(1))
  }
}
