import Community
import Folding
import Foundation
import Testing

@testable import Persistence

@Suite struct `Search` {
  @Test func `finds exactly what a scan of the folded texts finds`() async throws {
    let community = try await TestCommunity()
    var random = SplitMix64(seed: 42)
    let words = [
      "水戸", "海", "納豆", "カフェ", "ｶﾌｪ", "古民家カフェ", "つくば市", "つくばみらい市", "TX", "ｔｘ", "ねば〜る君", "ねばーる君", "東京都",
      "京都", "がき", "かき", "🌊", "𠮷田", "吉田", "移住", "、", "。", " ", "\n", "は", "が", "9", "９", "ぎょうざ", "ギョーザ",
    ]
    var bodies: [String] = []
    for _ in 0..<400 {
      let count = Int.random(in: 1...8, using: &random)
      bodies.append((0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined() + "ん")
    }
    _ = try await community.database.demo.append(bodies.map { community.draft($0) })
    try await community.index()
    for query in words.filter({ Bigrams.query($0) != nil }) + ["海水戸", "戸海", "カフェ 水戸", "水戸 -海", "がきん", "海 -古民家"] {
      let expected = bodies.filter { Scan.finds(query, in: $0) }
      let found = try await community.find(query, limit: 1_000)
      #expect(found.messages.map(\.body) == expected.reversed(), "\(query)")
      #expect(!found.hasMore)
      #expect(!found.isCutShort)
    }
  }

  @Test func `comes newest first, in portions, of the rooms and the author asked for`() async throws {
    let community = try await TestCommunity()
    let other = community.rooms[1].id
    for number in 0..<4 { try await community.post("海\(number)") }
    try await community.post("海の部屋", by: community.haru, in: other)
    try await community.index()
    let first = try await community.find("海", limit: 2)
    #expect(first.messages.map(\.body) == ["海の部屋", "海3"])
    #expect(first.hasMore)
    let rest = try await community.find("海", before: first.messages.last?.id, limit: 3)
    #expect(rest.messages.map(\.body) == ["海2", "海1", "海0"])
    #expect(!rest.hasMore)
    #expect(try await community.find("海", rooms: [other]).messages.map(\.body) == ["海の部屋"])
    #expect(try await community.find("海", rooms: []).messages.isEmpty)
    #expect(try await community.find("海", author: community.haru.id).messages.map(\.body) == ["海の部屋"])
    #expect(try await community.find("、").messages.isEmpty)
    #expect(try await community.find("\"* OR NEAR(", limit: 5).messages.isEmpty)
  }

  @Test func `never finds what members cannot see, even before the index knows`() async throws {
    let community = try await TestCommunity()
    let hidden = try await community.post("海辺の一").message.id
    let deleted = try await community.post("海辺の二").message.id
    let edited = try await community.post("海辺の三").message.id
    _ = try await community.append(community.draft("海辺の四", held: HoldReason("語句")))
    try await community.index()
    #expect(try await community.find("海辺").messages.count == 3)
    try await community.hide(hidden)
    try await community.delete(deleted)
    #expect(try await community.find("海辺").messages.map(\.id) == [edited])
    try await community.edit(edited, "山辺の三")
    try await community.index()
    #expect(try await community.find("海辺").messages.isEmpty)
    #expect(try await community.find("山辺").messages.map(\.id) == [edited])
    // Nothing is kept of what nobody may find.
    #expect(try await community.value("SELECT count(*) FROM searchText") == 1)
    #expect(try await community.value("SELECT count(*) FROM searchMark") == 0)
    try await community.restore(hidden)
    try await community.index()
    #expect(try await community.find("海辺").messages.map(\.id) == [hidden])
  }

  @Test func `finds a held message once it is approved`() async throws {
    let community = try await TestCommunity()
    guard case .held(let held) = try await community.append(community.draft("灯台", held: HoldReason("語句"))) else {
      throw Unexpected("not held")
    }
    try await community.post("あとから")
    try await community.index()
    let (database, moderator) = (community.database, community.moderator)
    let _: Publication = try await community.answer {
      database.messages.approve(message: held, by: moderator.id, at: .moment(2), completion: $0)
    }
    try await community.index()
    #expect(try await community.find("灯台").messages.map(\.id) == [held])
  }

  @Test func `agrees with the messages after any history`() async throws {
    let community = try await TestCommunity()
    var history = RandomHistory(community, seed: 3)
    for step in 0..<150 {
      try await history.step()
      if step % 11 == 0 { _ = try await community.database.search.indexPending(limit: 5) }
    }
    try await community.index()
    for query in ["投稿", "コメント", "直した", "見る"] {
      let folded = SearchFold.fold(query).text
      var expected: [MessageID] = []
      for room in community.rooms {
        let client = try await community.freshFetch(of: room.id)
        expected += client.messages.values.filter { SearchFold.fold($0.body ?? "").text.contains(folded) }.map(\.id)
      }
      #expect(try await community.find(query, limit: 1_000).messages.map(\.id) == expected.sorted(by: >), "\(query)")
    }
    // The index holds these messages and no others.
    try await community.execute("INSERT INTO messageSearch (messageSearch) VALUES ('integrity-check')")
    try await community.execute("CREATE VIRTUAL TABLE temp.token USING fts5vocab(main, messageSearch, instance)")
    let indexed: Int? = try await community.writerValue("SELECT count(DISTINCT doc) FROM temp.token")
    #expect(try await community.value("SELECT count(*) FROM searchText") == indexed)
  }

  @Test func `indexes a bounded number at once and says when it is done`() async throws {
    let community = try await TestCommunity()
    _ = try await community.database.demo.append((0..<25).map { community.draft("話題\($0)") })
    let search = community.database.search
    #expect(try await search.indexPending(limit: 10) == 10)
    #expect(try await search.indexPending(limit: 10) == 10)
    #expect(try await search.indexPending(limit: 10) == 5)
    #expect(try await search.indexPending(limit: 10) == 0)
  }

  @Test func `is made anew when the fold has changed`() async throws {
    let community = try await TestCommunity()
    try await community.post("水戸の梅")
    try await community.index()
    try await community.execute("UPDATE meta SET value = 'older' WHERE name = 'searchFoldVersion'")
    let again = try await community.reopened()
    #expect(try await again.find("水戸").messages.isEmpty)
    try await again.index()
    #expect(try await again.find("水戸").messages.count == 1)
  }

  @Test func `ends when its time is over`() async throws {
    let community = try await TestCommunity()
    _ = try await community.database.demo.append((0..<3_000).map { community.draft("です、すます、でます\($0)") })
    try await community.index()
    let request = SearchRequest(text: "ですます", rooms: community.rooms.map(\.id), limit: 50)
    let cut = try await community.database.search.find(request, within: .zero)
    #expect(cut.isCutShort)
    #expect(cut.hasMore)
    // The connection serves the next one as ever.
    #expect(try await community.find("でます2999").messages.count == 1)
  }
}

extension TestCommunity {
  fileprivate func index() async throws {
    while try await database.search.indexPending(limit: 200) > 0 {}
  }

  fileprivate func find(
    _ text: String, rooms: [RoomID]? = nil, author: MemberID? = nil, before: MessageID? = nil, limit: Int = 50
  ) async throws -> SearchPage {
    try await database.search.find(
      SearchRequest(
        text: text, rooms: rooms ?? self.rooms.map(\.id), author: author, before: before, limit: limit))
  }
}

/// The same question, asked of one text without an index.
private enum Scan {
  static func finds(_ query: String, in body: String) -> Bool {
    let folded = SearchFold.fold(body).text
    return query.split(separator: " ").allSatisfy { term in
      term.hasPrefix("-") ? !contains(term.dropFirst(), folded) : contains(term, folded)
    }
  }

  /// Scalar by scalar: a mark or a variation selector is no boundary.
  private static func contains(_ term: Substring, _ folded: String) -> Bool {
    let spellings = term.isEmpty ? [] : Bigrams.query(String(term))?.spellings ?? []
    return spellings.contains { Data(folded.utf8).range(of: Data($0.utf8)) != nil }
  }
}
