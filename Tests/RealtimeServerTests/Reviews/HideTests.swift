import Community
import Foundation
import Testing
import Wire

@testable import RealtimeServer

/// Hidden means gone, and the moderator sees that it is.
@Suite(.serialized) struct HideTests {
  @Test func `a receipt counts the screens until the last has lost the message`() async throws {
    try await TestServer.run { server in
      let room = try server.room("hajimemashite").id
      let (aoi, haru, sora) = (
        try await server.member("あおい"), try await server.member("はる"), try await server.member("そら")
      )
      let mod = try await server.member("見守り", role: .moderator)
      let message = try await server.publish("消える話", in: "hajimemashite", by: aoi)
      try await server.index()
      let sockets = [try await LiveSocket(haru), try await LiveSocket(sora), try await LiveSocket(aoi)]
      let moderator = try await LiveSocket(mod)
      for socket in sockets { try await socket.open(room) }
      moderator.say(.hide(message: message.id, reason: nil))
      try await moderator.done()
      let offset = try await sockets[0].publication(.hidden).offset
      let begun = try await moderator.receipt()
      #expect(begun.before == 3)
      #expect(begun.now == 3)
      #expect(!begun.isDone)
      sockets[0].say(.hidden(room: room, offset: offset))
      // Twice, wrong offsets and strangers' words count for nothing.
      sockets[0].say(.hidden(room: room, offset: offset))
      sockets[2].say(.hidden(room: room, offset: offset.next))
      moderator.say(.hidden(room: room, offset: offset))
      #expect(try await moderator.receipt { $0.now == 2 }.before == 3)
      sockets[1].drop()
      sockets[2].say(.unsubscribe(room: room))
      let done = try await moderator.receipt { $0.isDone }
      #expect(done.now == 0)
      let seen = try await server.eventually {
        try HideReceipt(decoding: try await mod.get("/api/messages/\(message.id)/receipt").body)
      } until: {
        $0.mayHaveSeen == 2
      }
      #expect(seen.isDone)
      #expect(try await aoi.get("/api/messages/\(message.id)/receipt").errorCode == "notPermitted")
      #expect(try await mod.get("/api/messages/999/receipt").errorCode == "notFound")
      // Gone from pages, from search, and from those who come later.
      let page = try MessagePageResponse(decoding: try await haru.get("/api/rooms/\(room)/messages").body)
      #expect(page.messages.map(\.message.body) == [nil])
      try await server.index()
      #expect(
        try SearchResponse(decoding: try await haru.get("/api/search?q=%E6%B6%88%E3%81%88%E3%82%8B%E8%A9%B1").body)
          .results.isEmpty)
    }
  }

  @Test func `a calm word goes to those who may have seen it and to nobody else`() async throws {
    try await TestServer.run { server in
      let room = try server.room("hajimemashite").id
      let (aoi, haru, sora) = (
        try await server.member("あおい"), try await server.member("はる"), try await server.member("そら")
      )
      let mod = try await server.member("見守り", role: .moderator)
      let message = try await server.publish("うその話", in: "hajimemashite", by: aoi)
      let reader = try await LiveSocket(haru)
      reader.say(.read(room: room, offset: message.offset))
      try await reader.done()
      let path = "/api/messages/\(message.id)/correction"
      #expect(try await mod.post(path).errorCode == "notFound")
      let moderator = try await LiveSocket(mod)
      moderator.say(.hide(message: message.id, reason: nil))
      try await moderator.done()
      #expect(try await moderator.receipt { $0.isDone }.before == 0)
      #expect(try await haru.post(path).errorCode == "notPermitted")
      #expect(try CorrectionResponse(decoding: try await mod.post(path).body).told == 1)
      try await server.sendNotices()
      #expect(try await reader.notice().kind == .correction)
      #expect(try await sora.notices().notices.isEmpty)
      #expect(try await server.audit().contains("correctMessage"))
    }
  }

  @Test func `a hide seals what was said, and a restore brings it back`() async throws {
    try await TestServer.run { server in
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let message = try await server.publish("戻る話", in: "hajimemashite", by: aoi)
      let moderator = try await LiveSocket(mod)
      try await moderator.open(message.roomID)
      moderator.say(.hide(message: message.id, reason: nil))
      #expect(try await moderator.publication(.hidden).message.body == nil)
      moderator.say(.restore(message: message.id))
      #expect(try await moderator.publication(.restored).message.body == "戻る話")
      moderator.say(.restore(message: message.id))
      #expect(try await moderator.refusal().refusal == .messageGone)
      // What came back in time was never told as hidden.
      server.clock.advance(by: .seconds(11))
      try await server.sendNotices()
      #expect(try await aoi.notices().notices.isEmpty)
    }
  }
}

extension TestServer {
  /// Asks until the answer fits, for five seconds at most.
  func eventually<Value>(
    _ ask: () async throws -> Value, until fits: (Value) -> Bool
  ) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
      let value = try await ask()
      if fits(value) || ContinuousClock.now > deadline {
        #expect(fits(value), "\(value)")
        return value
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
