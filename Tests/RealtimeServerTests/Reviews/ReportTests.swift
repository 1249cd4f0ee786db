import Community
import Foundation
import Testing
import Wire

@testable import RealtimeServer

/// Members' reports, flagged texts and what moderators do about published messages.
@Suite(.serialized) struct ReportTests {
  @Test func `reports of a message are one item, and the reporters hear the result`() async throws {
    try await TestServer.run { server in
      let (aoi, haru, sora) = (
        try await server.member("あおい"), try await server.member("はる"), try await server.member("そら")
      )
      let mod = try await server.member("見守り", role: .moderator)
      let message = try await server.publish("買ってください", in: "hajimemashite", by: aoi)
      let moderator = try await LiveSocket(mod)
      #expect(try await aoi.report(message.id).errorCode == "ownMatter")
      #expect(try await haru.report(message.id, "spam", note: " 宣伝のようです ").status == 201)
      #expect(try await haru.report(message.id, "other").errorCode == "alreadyReported")
      #expect(try await haru.report(message.id, "boring").errorCode == "badRequest")
      #expect(try await sora.report(message.id, "solicitation").status == 201)
      let item = try await moderator.review { $0.reports.count == 2 }
      #expect(item.kind == .reported)
      #expect(item.reports.map(\.note) == ["宣伝のようです", nil])
      #expect(try await mod.reviews().open == 1)
      _ = try await mod.decided(item.id, "dismiss")
      server.clock.advance(by: .seconds(11))
      for reporter in [haru, sora] {
        #expect(try await reporter.notices().notices.map(\.kind) == [.reportDismissed])
      }
      // Reported after the dismissal: the same item opens again, and only the new reporter waits for an answer.
      let kei = try await server.member("けい")
      #expect(try await kei.report(message.id, "spam").status == 201)
      let again = try await moderator.review { $0.reports.count == 3 && $0.state == .open }
      #expect(again.id == item.id)
      let hidden = try await mod.decided(item.id, "hide", ["reason": "宣伝"])
      #expect(hidden.item.message.state == .hidden)
      #expect(hidden.receipt?.message == message.id)
      server.clock.advance(by: .seconds(11))
      #expect(try await kei.notices().notices.map(\.kind) == [.reportUpheld])
      #expect(try await haru.notices().notices.count == 1)
      #expect(try await aoi.notices().notices.map(\.kind) == [.messageHidden])
      #expect(try await haru.report(message.id).errorCode == "messageGone")
    }
  }

  @Test func `a member reports twenty messages an hour at most`() async throws {
    try await TestServer.run { server in
      let (aoi, haru) = (try await server.member("あおい"), try await server.member("はる"))
      for number in 0..<ReportMessage.mostPerHour {
        let message = try await server.publish("その\(number)", in: "hajimemashite", by: aoi)
        #expect(try await haru.report(message.id).status == 201)
      }
      let message = try await server.publish("もう一つ", in: "hajimemashite", by: aoi)
      #expect(try await haru.report(message.id).errorCode == "tooFast")
      server.clock.advance(by: .seconds(3_601))
      #expect(try await haru.report(message.id).status == 201)
    }
  }

  @Test func `a flagged text is published and looked at, also after an edit`() async throws {
    try await TestServer.run { server in
      server.watchWords()
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let (author, moderator) = (try await LiveSocket(aoi), try await LiveSocket(mod))
      author.say(.post(room: room, thread: nil, body: "ふつうの話", key: "key-00000001"))
      let posted = try await author.next("posted") { frame -> MessageID? in
        if case .posted(let message, _, _, _, _) = frame { message } else { nil }
      }
      #expect(try await mod.reviews().items.isEmpty)
      author.say(.edit(message: posted, body: "ようかくにんごの話"))
      try await author.done()
      let item = try await moderator.review()
      #expect(item.kind == .flagged)
      #expect(item.hits.first?.action == "flag")
      author.say(.edit(message: posted, body: "ほりゅうごの話"))
      #expect(try await author.refusal().refusal == .heldForReview)
      // Anyone who hides it decides the item.
      moderator.say(.hide(message: posted, reason: "言葉"))
      try await moderator.done()
      #expect(try await moderator.review { $0.state == .decided }.decision?.kind == .hide)
      #expect(try await mod.undone(item.id).item.message.state == .published)
      let page = try MessagePageResponse(decoding: try await aoi.get("/api/rooms/\(room)/messages").body)
      #expect(page.messages.last?.message.body == "ようかくにんごの話")
      let edits = try EditsResponse(decoding: try await mod.get("/api/messages/\(posted)/edits").body)
      #expect(edits.edits.map(\.body) == ["ふつうの話"])
    }
  }

  @Test func `the words of another are erased by two people, and one can take the request back`() async throws {
    try await TestServer.run { server in
      let (aoi, haru) = (try await server.member("あおい"), try await server.member("はる"))
      let (one, two) = (
        try await server.member("見守り一", role: .moderator), try await server.member("見守り二", role: .moderator)
      )
      let message = try await server.publish("住所は…", in: "hajimemashite", by: aoi)
      _ = try await haru.report(message.id, "personalData")
      let item = try #require(try await one.reviews().items.first)
      let asked = try await one.decided(item.id, "delete", ["reason": "個人情報"])
      #expect(asked.item.kind == .deletion)
      #expect(asked.item.state == .open)
      #expect(asked.item.message.state == .hidden)
      #expect(asked.item.deletion?.by == one.member)
      #expect(try await one.decide(item.id, ["kind": "delete"]).errorCode == "secondPersonNeeded")
      let back = try await one.undone(item.id)
      #expect(back.item.kind == .reported)
      #expect(back.item.message.state == .published)
      _ = try await one.decided(item.id, "delete")
      let erased = try await two.decided(item.id, "delete")
      #expect(erased.item.message.state == .deleted)
      #expect(erased.item.state == .decided)
      let reopened = try await two.undone(item.id)
      #expect(reopened.item.kind == .deletion)
      #expect(reopened.item.message.state == .hidden)
      _ = try await two.decided(item.id, "delete")
      server.clock.advance(by: .seconds(11))
      #expect(try await aoi.notices().notices.map(\.kind) == [.messageDeleted])
      #expect(try await haru.notices().notices.map(\.kind) == [.reportUpheld])
      #expect(try await server.audit().filter { $0 == "deleteMessage" }.count == 2)
    }
  }

  @Test func `a decision shows what was said around it and who wrote it, and looking is written down`() async throws {
    try await TestServer.run { server in
      let (aoi, haru) = (try await server.member("あおい"), try await server.member("はる"))
      let mod = try await server.member("見守り", role: .moderator)
      var messages: [Message] = []
      for number in 0..<13 {
        messages.append(try await server.publish("その\(number)", in: "hajimemashite", by: number == 6 ? aoi : haru))
      }
      try await server.index()
      _ = try await haru.report(messages[6].id)
      let item = try #require(try await mod.reviews("?kind=reported&state=open").items.first)
      #expect(try await mod.reviews("?kind=held").items.isEmpty)
      #expect(try await mod.get("/api/reviews?kind=strange").errorCode == "badRequest")
      let found = try ReviewResponse(decoding: try await mod.get("/api/reviews/\(item.id)").body)
      #expect(found.before.map(\.body) == (1...5).map { "その\($0)" })
      #expect(found.after.map(\.body) == (7...11).map { "その\($0)" })
      #expect(found.author.member == aoi.member)
      #expect(found.author.messages == 1)
      #expect(found.author.reported == 1)
      #expect(found.author.isNewcomer)
      #expect(try await server.audit().first == "readReview")
    }
  }

  @Test func `what is reported cannot be erased by its author before anyone looked`() async throws {
    try await TestServer.run { server in
      let (aoi, haru) = (try await server.member("あおい"), try await server.member("はる"))
      let mod = try await server.member("見守り", role: .moderator)
      let message = try await server.publish("ひどい言葉", in: "hajimemashite", by: aoi)
      _ = try await haru.report(message.id, "insult")
      let author = try await LiveSocket(aoi)
      author.say(.delete(message: message.id))
      try await author.done()
      let item = try #require(try await mod.reviews().items.first)
      #expect(item.message.state == .deleted)
      let evidence = try await mod.post("/api/messages/\(message.id)/evidence", ["reason": "通報の確認"])
      #expect(try EvidenceResponse(decoding: evidence.body).body == "ひどい言葉")
      #expect(try await mod.decided(item.id, "dismiss").item.state == .decided)
    }
  }
}
