import Community
import Testing

@testable import Persistence

@Suite struct `What clients end up with` {
  /// A client that saw everything, one that came late and one that lost its connection again and again, each compared
  /// with a newcomer who fetches the room.
  @Test(arguments: 0..<16)
  func `is the same however they got there`(seed: Int) async throws {
    var community = try await TestCommunity()
    var history = RandomHistory(community, seed: UInt64(seed))
    var random = SplitMix64(seed: UInt64(seed) &+ 1_000)
    var witnesses = Dictionary(uniqueKeysWithValues: history.rooms.map { ($0, ClientRoom()) })
    var late: [RoomID: ClientRoom] = [:]
    var unlucky = witnesses
    for step in 0..<120 {
      try await history.step()
      for publication in community.published.all {
        try witnesses[publication.roomID]?.apply(publication)
        try late[publication.roomID]?.apply(publication)
      }
      community.published.clear()
      if step == 60 { for room in history.rooms { late[room] = try await community.freshFetch(of: room) } }
      if Int.random(in: 0..<12, using: &random) == 0 {
        for room in history.rooms { try await catchUp(&unlucky[room], room: room, community) }
      }
      if Int.random(in: 0..<40, using: &random) == 0 {
        community = try await community.reopened()
        history = history.continued(in: community)
      }
    }
    for room in history.rooms {
      try await catchUp(&unlucky[room], room: room, community)
      let fresh = try await community.freshFetch(of: room)
      for client in [witnesses[room], late[room], unlucky[room]] {
        let client = try #require(client)
        #expect(client.offset == fresh.offset)
        #expect(client.differences(from: fresh) == [])
      }
    }
    #expect(community.errors.all.isEmpty)
  }

  @Test(arguments: 100..<106)
  func `is numbered without gaps, whatever happened`(seed: Int) async throws {
    let community = try await TestCommunity()
    var history = RandomHistory(community, seed: UInt64(seed))
    for _ in 0..<150 { try await history.step() }
    for room in history.rooms {
      let offsets = community.published.all.filter { $0.roomID == room }.map(\.offset.rawValue)
      #expect(offsets == Array(1...Int64(offsets.count)))
      #expect(try await community.value("SELECT lastOffset FROM room WHERE id = \(room)") == offsets.count)
      #expect(try await community.value("SELECT count(*) FROM publication WHERE roomID = \(room)") == offsets.count)
      let posted = community.published.all.filter { $0.roomID == room && $0.kind == .posted }
      #expect(posted.map(\.postCount) == Array(1...Int64(posted.count)))
    }
    let wrong: Int? = try await community.value(
      """
      SELECT count(*) FROM message p WHERE p.threadID IS NULL AND p.state <> 'held' AND p.commentCount <>
        (SELECT count(*) FROM message c WHERE c.threadID = p.id AND c.state = 'published')
      """)
    #expect(wrong == 0)
    let miscounted: Int? = try await community.value(
      """
      SELECT count(*) FROM tally t WHERE t.count <>
        (SELECT count(*) FROM reaction r WHERE r.messageID = t.messageID AND r.sticker = t.sticker)
      """)
    #expect(miscounted == 0)
    #expect(try await community.value("PRAGMA integrity_check") == "ok")
  }

  private func catchUp(_ client: inout ClientRoom?, room: RoomID, _ community: TestCommunity) async throws {
    let recovered = try await community.database.history.recover(
      room: room, after: client?.offset ?? .zero, for: community.sora.id)
    client?.apply(try #require(recovered))
  }
}
