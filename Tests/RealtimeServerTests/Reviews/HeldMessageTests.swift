import Community
import Foundation
import Persistence
import Testing
import Wire

@testable import RealtimeServer

/// What waits for a moderator, from the author's word to the decision.
@Suite(.serialized) struct HeldMessageTests {
  @Test func `a held message is in the queue at once, and approval publishes it at the end of the log`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let (author, moderator) = (try await LiveSocket(aoi), try await LiveSocket(mod))
      try await moderator.next("count") { if case .reviewCount(open: 0, oldest: nil) = $0 { () } else { nil } }
      try await author.open(room)
      author.say(.post(room: room, thread: nil, body: "これはほりゅうごです", key: "key-00000001"))
      let held = try await author.held()
      #expect(held.reason == "『ほりゅうご』：人を傷つける言葉です。")
      // A lost answer: the same message, still waiting.
      author.say(.post(room: room, thread: nil, body: "これはほりゅうごです", key: "key-00000001"))
      #expect(try await author.held().message == held.message)
      let item = try await moderator.review()
      #expect(item.kind == .held)
      #expect(item.message.body == "これはほりゅうごです")
      #expect(item.hits.map { [$0.startUTF16, $0.endUTF16] } == [[3, 8]])
      #expect(item.hits.first?.version == 7)
      try await moderator.next("count") { if case .reviewCount(open: 1, _) = $0 { () } else { nil } }
      let own = try HeldResponse(decoding: try await aoi.get("/api/me/held").body)
      #expect(own.messages.map(\.id) == [held.message])
      #expect(own.messages.first?.reason == held.reason)
      #expect(try HeldResponse(decoding: try await mod.get("/api/me/held").body).messages.isEmpty)
      let other = try await server.publish("先に", in: "hajimemashite", by: mod)
      let writtenAt = item.message.createdAt
      server.clock.advance(by: .seconds(60))
      let decided = try await mod.decided(item.id, "approve")
      #expect(decided.item.state == .decided)
      #expect(decided.item.message.state == .published)
      #expect(decided.item.decision?.undoUntil == server.clock.now.advanced(by: .seconds(10)))
      let published = try await author.next("publication") { frame -> Publication? in
        if case .publication(let publication) = frame, publication.message.id == held.message {
          publication
        } else {
          nil
        }
      }
      #expect(published.offset == other.offset.next)
      #expect(published.message.createdAt == writtenAt)
      #expect(published.at == server.clock.now)
      #expect(try await moderator.review { $0.state == .decided }.id == item.id)
      #expect(try await mod.decide(item.id, ["kind": "reject"]).errorCode == "alreadyDecided")
      #expect(try await aoi.notices().notices.isEmpty)
      server.clock.advance(by: .seconds(10))
      try await server.sendNotices()
      let notice = try await author.notice()
      #expect(notice.kind == .messageApproved)
      #expect(notice.link == "/rooms/\(room)?at=\(published.offset)")
      #expect(try await aoi.notices().unread == 1)
      #expect(try await aoi.post("/api/me/notices/read", ["upTo": notice.id.rawValue]).status == 204)
      #expect(try await aoi.notices().unread == 0)
    }
  }

  @Test func `rejection seals the text, tells the author why, and can be taken back for ten seconds`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let item = try await server.hold("ほりゅうごの話", by: aoi, seenBy: mod)
      let rejected = try await mod.decided(item.id, "reject", ["reason": "強い言葉", "mark": "right"])
      #expect(rejected.item.message.state == .rejected)
      #expect(rejected.item.message.body == nil)
      #expect(rejected.item.decision?.mark == .right)
      #expect(try HeldResponse(decoding: try await aoi.get("/api/me/held").body).messages.isEmpty)
      let undone = try await mod.undone(item.id)
      #expect(undone.item.state == .open)
      #expect(undone.item.message.body == "ほりゅうごの話")
      #expect(undone.item.undone?.kind == .reject)
      #expect(undone.item.undone?.isHidden == false)
      _ = try await mod.decided(item.id, "reject")
      server.clock.advance(by: .seconds(11))
      #expect(try await mod.post("/api/reviews/\(item.id)/undo").errorCode == "undoTooLate")
      let notices = try await aoi.notices().notices
      #expect(notices.map(\.kind) == [.messageRejected])
      #expect(notices.first?.text.contains("『ほりゅうご』：人を傷つける言葉です。") == true)
      let path = "/api/messages/\(item.message.id)/evidence"
      #expect(try await aoi.post(path, ["reason": "見たい"]).errorCode == "notPermitted")
      #expect(try await mod.post(path, ["reason": " "]).errorCode == "badRequest")
      let evidence = try EvidenceResponse(decoding: try await mod.post(path, ["reason": "異議の確認"]).body)
      #expect(evidence.body == "ほりゅうごの話")
      #expect(evidence.retainUntil > server.clock.now.advanced(by: .seconds(179 * 86_400)))
      #expect(try await server.audit().prefix(2) == ["readEvidence", "rejectMessage"])
      server.clock.advance(by: .seconds(181 * 86_400))
      let later = try await server.signedIn(mod)
      #expect(try await server.dependencies.database.reviews.purgeEvidence(at: server.clock.now) == 1)
      #expect(try await later.post(path, ["reason": "異議の確認"]).errorCode == "notFound")
    }
  }

  @Test func `an approval taken back hides what was published, and says so`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let item = try await server.hold("ほりゅうごです", by: aoi, seenBy: mod)
      #expect(
        try await mod.decide(item.id, ["kind": "approveWithException"]).errorCode == "badRequest")
      _ = try await mod.decided(item.id, "approveWithException", ["exceptionPhrase": "ほりゅうごです", "mark": "wrong"])
      let undone = try await mod.undone(item.id)
      #expect(undone.item.message.state == .hidden)
      #expect(undone.item.undone?.isHidden == true)
      #expect(undone.receipt != nil)
      server.clock.advance(by: .seconds(20))
      #expect(try await aoi.notices().notices.isEmpty)
      // Decided anew: it comes back where it was.
      #expect(try await mod.decided(item.id, "approve").item.message.state == .published)
    }
  }

  @Test func `the author may change or withdraw what waits`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let item = try await server.hold("ほりゅうごです", by: aoi, seenBy: mod)
      let (author, moderator) = (try await LiveSocket(aoi), try await LiveSocket(mod))
      author.say(.edit(message: item.message.id, body: "きんしご"))
      #expect(try await author.refusal().refusal == .watchedWord)
      author.say(.edit(message: item.message.id, body: "ほりゅうごを二つ ほりゅうご"))
      try await author.done()
      #expect(try await moderator.review().hits.count == 2)
      author.say(.delete(message: item.message.id))
      try await author.done()
      let withdrawn = try await moderator.review { $0.state == .decided }
      #expect(withdrawn.message.state == .withdrawn)
      #expect(withdrawn.decision?.kind == .withdrawn)
      #expect(try await mod.decide(item.id, ["kind": "approve"]).errorCode == "alreadyDecided")
      #expect(try await mod.reviews().open == 0)
    }
  }

  @Test func `nobody decides about themselves, and claims keep others away until they end`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (one, two) = (
        try await server.member("見守り一", role: .moderator), try await server.member("見守り二", role: .moderator)
      )
      let own = try await server.hold("ほりゅうごA", by: one, seenBy: two)
      #expect(try await one.decide(own.id, ["kind": "approve"]).errorCode == "ownMatter")
      #expect(try await one.send("PUT", "/api/reviews/\(own.id)/claim").errorCode == "ownMatter")
      let aoi = try await server.member("あおい")
      let item = try await server.hold("ほりゅうごB", by: aoi, seenBy: two)
      #expect(try await aoi.get("/api/reviews").errorCode == "notPermitted")
      #expect(try await aoi.decide(item.id, ["kind": "approve"]).errorCode == "notPermitted")
      let claimed = try DecisionResponse(decoding: try await one.send("PUT", "/api/reviews/\(item.id)/claim").body)
      #expect(claimed.item.claim?.by == one.member)
      #expect(try await two.send("PUT", "/api/reviews/\(item.id)/claim").errorCode == "claimedByOther")
      #expect(try await two.decide(item.id, ["kind": "approve"]).errorCode == "claimedByOther")
      server.clock.advance(by: .seconds(121))
      #expect(try await two.send("PUT", "/api/reviews/\(item.id)/claim").status == 200)
      #expect(try await two.send("DELETE", "/api/reviews/\(item.id)/claim").status == 200)
      #expect(try await one.decide(item.id, ["kind": "dismiss"]).errorCode == "badRequest")
      // Two at once: exactly one decides.
      async let first = one.decide(item.id, ["kind": "reject"])
      async let second = two.decide(item.id, ["kind": "approve"])
      let statuses = [try await first.status, try await second.status].sorted()
      #expect(statuses == [200, 409])
    }
  }

  @Test func `what may hurt is sent once its author has thought again, and is looked at`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let (author, moderator) = (try await LiveSocket(aoi), try await LiveSocket(mod))
      author.say(.post(room: room, thread: nil, body: "かんがえなおしごだ", key: "key-00000001"))
      let refused = try await author.refusal()
      #expect(refused.refusal == .reconsider)
      #expect(refused.phrase == "かんがえなおしご")
      author.say(.post(room: room, thread: nil, body: "かんがえなおしごだ", key: "key-00000001", reconsidered: true))
      try await author.next("posted") { if case .posted = $0 { () } else { nil } }
      #expect(try await moderator.review().kind == .flagged)
    }
  }
}

extension TestServer {
  /// A held message, written over a socket, and its item.
  func hold(_ body: String, by author: Browser, seenBy moderator: Browser) async throws -> ReviewItem {
    let socket = try await LiveSocket(author)
    socket.say(
      .post(room: try room("hajimemashite").id, thread: nil, body: body, key: "key-\(UUID().uuidString.prefix(20))"))
    let message = try await socket.held().message
    let items = try await moderator.reviews().items
    return try #require(items.first { $0.message.id == message })
  }

  /// The same member, signed in anew.
  func signedIn(_ browser: Browser) async throws -> Browser {
    let member = try #require(browser.member)
    let session = try await dependencies.sessions.begin(for: member, device: "test", at: clock.now)
    let other = self.browser()
    other.keep(cookie: SessionCookie.session(isSecure: dependencies.configuration.isSecure).name, session.token)
    other.member = member
    return other
  }
}
