import Community
import GRDB
import Testing

@testable import Persistence

@Suite struct `Reading history` {
  /// Posts at the odd offsets 1, 3 … 19, comments between them.
  private static func community() async throws -> TestCommunity {
    let community = try await TestCommunity()
    for number in 0..<10 {
      let post = try await community.post("投稿\(number)")
      try await community.post("返事", by: community.haru, on: post.message.id)
    }
    return community
  }

  @Test(arguments: [
    (PageAnchor.newest, 3, [15, 17, 19], true, false),
    (.newest, 50, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19], false, false),
    (.oldest, 3, [1, 3, 5], false, true),
    (.before(Offset(7)), 2, [3, 5], true, true),
    (.before(Offset(5)), 2, [1, 3], false, true),
    (.before(Offset(1)), 2, [], false, true),
    (.after(Offset(7)), 2, [9, 11], true, true),
    (.after(Offset(15)), 2, [17, 19], true, false),
    (.after(Offset(20)), 2, [], true, false),
    (.around(Offset(9)), 4, [5, 7, 9, 11], true, true),
    (.around(Offset(10)), 4, [7, 9, 11, 13], true, true),
    (.around(Offset(1)), 4, [1, 3, 5, 7], false, true),
    (.around(Offset(19)), 4, [13, 15, 17, 19], true, false),
    (.around(Offset(99)), 2, [17, 19], true, false),
    (.around(Offset(9)), 1, [9], true, true),
  ])
  func `shows the right posts`(
    anchor: PageAnchor, limit: Int, offsets: [Int64], hasOlder: Bool, hasNewer: Bool
  ) async throws {
    let page = try await Self.community().page(anchor, limit: limit)
    #expect(page.messages.map(\.message.offset.rawValue) == offsets)
    #expect(page.hasOlder == hasOlder)
    #expect(page.hasNewer == hasNewer)
    #expect(page.offset == Offset(20))
  }

  @Test func `shows a thread with its post`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    for number in 0..<5 { try await community.post("\(number)", on: post) }
    let page = try await community.database.history.comments(
      post: post, anchor: .after(Offset(2)), limit: 3, for: community.haru.id)
    #expect(page.messages.map(\.message.body) == ["1", "2", "3"])
    #expect(page.post?.message.commentCount == 5)
    #expect(page.hasOlder)
    #expect(page.hasNewer)
    let comment = try #require(page.messages.first?.message.id)
    let alone = try await community.database.history.message(comment, for: community.haru.id)
    #expect(alone.post?.message.id == post)
    #expect(alone.offset == Offset(6))
    await #expect(throws: Refusal.notFound) {
      try await community.database.history.comments(
        post: comment, anchor: .newest, limit: 3, for: community.haru.id)
    }
    await #expect(throws: Refusal.notFound) { try await community.page(in: RoomID(99)) }
  }

  @Test func `shows each reader their own stickers`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    try await community.react("iine", to: post, by: community.haru)
    try await community.react("arigatou", to: post, by: community.haru)
    try await community.react("nattou", to: post, by: community.sora)
    let mine = try await community.page(for: community.haru).messages.map { $0.mine.map(\.rawValue) }
    #expect(mine == [["arigatou", "iine"]])
    #expect(try await community.page(for: community.aoi).messages.map(\.mine) == [[]])
  }

  @Test func `catches up with what changed, as it is now`() async throws {
    let community = try await TestCommunity()
    let old = try await community.post("前からある").message.id
    let hidden = try await community.post("あとで隠れる").message.id
    let untouched = try await community.post("そのまま").message.id
    let after = Offset(3)
    try await community.edit(old, "直した")
    try await community.hide(hidden)
    let comment = try await community.post("返事", by: community.sora, on: old).message.id
    try await community.react("iine", to: comment)
    try await community.announce()
    let recovered = try #require(
      try await community.database.history.recover(room: community.room, after: after, for: community.haru.id))
    #expect(recovered.offset == Offset(7))
    #expect(recovered.messages.map(\.message.id) == [hidden, old, comment])
    #expect(recovered.messages.map(\.message.body) == [nil, "直した", "返事"])
    #expect(recovered.messages.map(\.message.revision.rawValue) == [5, 6, 7])
    #expect(recovered.messages.map(\.mine) == [[], [], [StickerID(rawValue: "iine")]])
    #expect(recovered.messages[1].message.commentCount == 1)
    #expect(!recovered.messages.contains { $0.message.id == untouched })
  }

  @Test func `catches up with nothing, and gives up when it is too much or makes no sense`() async throws {
    let community = try await TestCommunity()
    for number in 0..<6 { try await community.post("\(number)") }
    let history = community.database.history
    func recover(after offset: Int64, limit: Int) async throws -> Recovered? {
      try await history.recover(room: community.room, after: Offset(offset), limit: limit, for: community.haru.id)
    }
    #expect(try await recover(after: 6, limit: 5) == Recovered(offset: Offset(6), messages: []))
    #expect(try await recover(after: 1, limit: 5)?.messages.count == 5)
    #expect(try await recover(after: 0, limit: 5) == nil)
    #expect(try await recover(after: 7, limit: 5) == nil)
    await #expect(throws: Refusal.notFound) {
      try await history.recover(room: RoomID(99), after: .zero, for: community.haru.id)
    }
  }

  @Test func `needs no sorting and no scan, however long the room`() async throws {
    let community = try await TestCommunity()
    let queries = [
      MessageRows.select + "WHERE m.roomID = ?1 AND m.threadID IS ?2 AND m.offset < ?3 ORDER BY m.offset DESC LIMIT ?4",
      MessageRows.select + "WHERE m.roomID = ?1 AND m.threadID IS ?2 AND m.offset > ?3 ORDER BY m.offset LIMIT ?4",
      "SELECT \(RoomRows.unreadQuery(after: "?2")) FROM (SELECT ?3 AS id) r",
      "SELECT messageID, sticker FROM reaction WHERE messageID IN (SELECT value FROM json_each(?1)) AND memberID = ?2",
      "SELECT messageID, sticker, announced FROM tally WHERE messageID IN (SELECT value FROM json_each(?1))",
    ]
    let plans = try await community.database.access.read { db in
      try queries.map { query in
        let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + query)
        let count = (1...4).last { query.contains("?\($0)") } ?? 0
        return try Row.fetchAll(statement, arguments: StatementArguments(Array(repeating: 1, count: count)))
          .map { $0["detail"] as String }.joined(separator: "; ")
      }
    }
    for plan in plans {
      #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
      #expect(!plan.contains("SCAN m"), "\(plan)")
      #expect(!plan.contains("SCAN p"), "\(plan)")
      #expect(!plan.contains("SCAN reaction"), "\(plan)")
      #expect(!plan.contains("SCAN tally"), "\(plan)")
    }
  }
}
