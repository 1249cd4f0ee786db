import Community
import Foundation
import Moderation
import Persistence
import Testing
import Wire

@testable import RealtimeServer

/// How members write is watched on the path of every post.
@Suite(.serialized) struct BehaviourTests {
  private let offer = "誰でも簡単に稼げる在宅のお仕事を紹介します。くわしくはプロフィールをご覧ください。"

  @Test func `too many messages are refused with the time to wait, and accepted after it`() async throws {
    try await TestServer.run { server in
      let author = try await Author(server, "あおい")
      for number in 0..<8 { try await author.posts("はい\(number)") }
      author.say("まだまだ", key: "key-too-fast-1")
      let refused = try await author.socket.refusal()
      #expect(refused.refusal == .tooFast)
      let wait = try #require(refused.retryAfterMs)
      #expect((1...1_500).contains(wait))
      #expect(refused.text.contains("秒ほど待って"))
      // The client sends the same message again, as it does by itself.
      server.clock.advance(by: .milliseconds(wait))
      author.say("まだまだ", key: "key-too-fast-1")
      try await author.isPosted()
      let moderator = try await Author(server, "見守り", role: .moderator)
      for number in 0..<20 { try await moderator.posts("お知らせ\(number)") }
    }
  }

  @Test func `the third copy waits for a moderator, who is told why in plain words`() async throws {
    try await TestServer.run { [offer] server in
      let author = try await Author(server, "あおい")
      let mod = try await server.member("見守り", role: .moderator)
      let moderator = try await LiveSocket(mod)
      try await author.posts(offer)
      server.clock.advance(by: .seconds(20))
      try await author.posts(offer, in: "sumai")
      server.clock.advance(by: .seconds(20))
      author.say(offer + "！！", in: "shitsumon", key: "key-third-copy")
      let held = try await author.socket.held()
      #expect(held.reason == "同じ文章が続いたため、確認してから表示します。")
      // A lost answer: the same message, still waiting, and no fourth copy.
      author.say(offer + "！！", in: "shitsumon", key: "key-third-copy")
      #expect(try await author.socket.held().message == held.message)
      let item = try await moderator.review()
      #expect(item.kind == .held && item.message.id == held.message)
      let hit = try #require(item.hits.first)
      #expect(hit.rule == "COPIES" && hit.phrase == "同じ文章のくり返し" && hit.action == "hold")
      #expect(hit.explanation.ja == "同じ文章のくり返し：10分ほどの間に3回目です（ほかの部屋を含む）")
      #expect(hit.startUTF16 == 0 && hit.endUTF16 == (offer + "！！").utf16.count)
      #expect(try await mod.decided(item.id, "approve").item.message.state == .published)
    }
  }

  @Test func `a raid is held from the fourth person on, and the first three are put up for review`() async throws {
    try await TestServer.run { server in
      let text = "この投稿を見た人は全員このサイトを拡散してください、県の秘密がわかります"
      let mod = try await server.member("見守り", role: .moderator)
      for (number, room) in ["hajimemashite", "sumai", "shitsumon"].enumerated() {
        try await Author(server, "なかま\(number)").posts(text, in: room)
      }
      #expect(try await mod.reviews().open == 0)
      let fourth = try await Author(server, "なかま四")
      fourth.say(text, in: "sumai", key: "key-of-the-fourth")
      _ = try await fourth.socket.held()
      let moderator = try await LiveSocket(mod)
      try await moderator.next("four items") { if case .reviewCount(open: 4, _) = $0 { () } else { nil } }
      let items = try await mod.reviews().items
      #expect(items.count { $0.kind == .held } == 1)
      let flagged = items.filter { $0.kind == .flagged }
      #expect(flagged.count == 3)
      #expect(flagged.allSatisfy { $0.message.state == .published && $0.hits.map(\.rule) == ["RAID"] })
      #expect(flagged.allSatisfy { $0.hits.first?.endUTF16 == text.utf16.count && $0.hits.first?.action == "flag" })
      // One was looked at and left; the next copy is held and opens nothing again.
      _ = try await mod.decided(try #require(flagged.first).id, "dismiss")
      let fifth = try await Author(server, "なかま五")
      fifth.say(text, in: "sumai", key: "key-of-the-fifth")
      _ = try await fifth.socket.held()
      #expect(try await mod.reviews().open == 4)
    }
  }

  @Test func `calling many members waits`() async throws {
    try await TestServer.run { server in
      let author = try await Author(server, "あおい")
      let names = (1...9).map { "友\($0)号" }
      for name in names { _ = try await server.member(name) }
      try await author.posts(names.prefix(8).map { "@\($0) " }.joined())
      author.say(names.map { "@\($0) " }.joined(), key: "key-many-calls")
      #expect(try await author.socket.held().reason == "多くの方を呼んでいるため、確認してから表示します。")
    }
  }

  @Test func `a word in pieces waits with its last piece`() async throws {
    try await TestServer.run { server in
      server.dependencies.screener.replace(with: ServerScreener.starter)
      let author = try await Author(server, "あおい")
      let moderator = try await LiveSocket(try await server.member("見守り", role: .moderator))
      try await author.posts("し")
      server.clock.advance(by: .seconds(5))
      author.say("ね", key: "key-second-piece")
      let held = try await author.socket.held()
      #expect(held.reason?.contains("『しね』") == true)
      let hit = try #require(try await moderator.review { $0.message.id == held.message }.hits.first)
      #expect(hit.rule == "SPLIT" && hit.category == "threat" && hit.phrase == "死ね")
      #expect(hit.explanation.ja.contains("「し」に続けて読むと『しね』"))
      #expect(hit.startUTF16 == 0 && hit.endUTF16 == 1)
      server.clock.advance(by: .seconds(5))
      try await author.posts("そう")
      try await author.posts("ね")
    }
  }

  @Test func `staff rooms are not watched`() async throws {
    try await TestServer.run { [offer] server in
      let staff = try await Author(server, "担当の人", role: .staff)
      let room = try #require(server.dependencies.rooms.all().first { $0.room.audience == .staff }?.room.slug)
      for _ in 0..<12 { try await staff.posts(offer, in: room) }
    }
  }

  @Test(arguments: ["observe", "off"])
  func `a server that only observes, or does not look, stops nothing`(mode: String) async throws {
    try await TestServer.run(["moderation.behaviour": mode]) { [offer] server in
      let author = try await Author(server, "あおい")
      for _ in 0..<30 { try await author.posts(offer) }
      let counts = server.dependencies.behaviour.takeCounts()
      let expected: [BehaviourKind: Int] = mode == "off" ? [:] : [.flood: 22, .copies: 28]
      #expect(counts == expected)
      #expect(try await server.member("見守り", role: .moderator).reviews().open == 0)
    }
  }

  @Test func `each kind can be set apart`() async throws {
    try await TestServer.run(["moderation.copies": "flag", "moderation.flood": "off"]) { [offer] server in
      let author = try await Author(server, "あおい")
      for _ in 0..<12 { try await author.posts(offer) }
      let items = try await server.member("見守り", role: .moderator).reviews().items
      #expect(items.count == 10 && items.allSatisfy { $0.kind == .flagged && $0.hits.map(\.action) == ["flag"] })
    }
  }

  @Test func `a name like the operator's own is refused with what it looks like`() async throws {
    try await TestServer.run(["moderation.officialNames": "かすみん,ねばあるくん"]) { server in
      let choose = ChooseName(screener: server.dependencies.screener, officialNames: server.dependencies.officialNames)
      for name in ["カスミン", "か す み ん", "水戸市役所", "いばらきひろば", "いばらきひろば窓口"] {
        let rejection = #expect(throws: Rejection.self) { try choose(name) }
        #expect(rejection?.refusal == .displayNameOfficial)
        #expect(rejection?.reason?.ja.contains("別の名前をお選びください") == true)
        #expect(throws: Never.self) { try choose(name, as: .staff) }
      }
      #expect(throws: Never.self) { try choose("いばらきひろばの新人") }
    }
  }
}

/// A member with an open socket.
private struct Author {
  let server: TestServer
  let socket: LiveSocket

  init(_ server: TestServer, _ name: String, role: Role = .member) async throws {
    self.server = server
    socket = try await LiveSocket(try await server.member(name, role: role))
  }

  func say(_ body: String, in slug: String = "hajimemashite", key: String = "key-\(UUID().uuidString.prefix(20))") {
    guard let room = server.dependencies.rooms.all().first(where: { $0.room.slug == slug })?.room.id else { return }
    socket.say(.post(room: room, thread: nil, body: body, key: key))
  }

  func isPosted() async throws {
    try await socket.next("posted") { if case .posted = $0 { () } else { nil } }
  }

  /// A message that must be published.
  func posts(_ body: String, in slug: String = "hajimemashite") async throws {
    say(body, in: slug)
    try await isPosted()
  }
}
