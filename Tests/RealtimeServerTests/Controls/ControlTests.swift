import Community
import Foundation
import Persistence
import Testing
import Wire

@testable import RealtimeServer

/// What moderators ask of a busy room, as those in it meet it.
struct ControlTests {
  private func set(_ controls: [String: any Sendable], of room: RoomID, by moderator: Browser) async throws
    -> Browser.Answer
  {
    try await moderator.send("PUT", "/api/rooms/\(room)/controls", json: ["shield": "off"].merging(controls) { $1 })
  }

  private func say(_ text: String, in room: RoomID, _ socket: LiveSocket) {
    socket.say(.post(room: room, thread: nil, body: text, key: UUID().uuidString))
  }

  private func posted(_ socket: LiveSocket) async throws {
    try await socket.next("posted") { if case .posted = $0 { () } else { nil } }
  }

  @Test func `slow mode holds from the answer on, says how long, and ends`() async throws {
    try await TestServer.run { server in
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let author = try await LiveSocket(aoi)
      try await author.open(room)
      #expect(try await set(["slowSeconds": 30], of: room, by: mod).status == 200)
      let told = try await author.next("controls") {
        if case .controls(room, let controls) = $0 { controls } else { nil }
      }
      #expect(told.slowSeconds == 30)
      say("ひとつめ", in: room, author)
      try await posted(author)
      say("ふたつめ", in: room, author)
      let refused = try await author.refusal()
      #expect(refused.refusal == .slowMode)
      #expect(refused.retryAfterMs == 30_000)
      #expect(refused.text.contains("30秒"))
      server.clock.advance(by: .seconds(30))
      say("みっつめ", in: room, author)
      try await posted(author)
      #expect(try await set([:], of: room, by: mod).status == 200)
      say("よっつめ", in: room, author)
      try await posted(author)
      #expect(try await server.audit().filter { $0 == "changeControls" }.count == 2)
    }
  }

  @Test func `the shield lets everyone's posts wait in the queue, with the reason`() async throws {
    try await TestServer.run { server in
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let (author, moderator) = (try await LiveSocket(aoi), try await LiveSocket(mod))
      try await author.open(room)
      #expect(try await set(["shield": "everyone", "notice": "確認中です"], of: room, by: mod).status == 200)
      say("盾の間の投稿", in: room, author)
      #expect(try await author.held().reason?.contains("確認してから") == true)
      let item = try await moderator.review()
      #expect(item.kind == .held)
      _ = try await mod.decided(item.id, "approve")
      #expect(try await author.publication(.posted).message.body == "盾の間の投稿")
      // Moderators go on speaking.
      say("落ち着いていきましょう", in: room, moderator)
      try await posted(moderator)
      let listed = try RoomsResponse(decoding: try await aoi.get("/api/rooms").body).rooms.first { $0.room.id == room }
      #expect(listed?.controls?.shield == .everyone)
      #expect(listed?.controls?.notice == "確認中です")
    }
  }

  @Test func `the gate holds who joined lately and nobody else`() async throws {
    try await TestServer.run { server in
      let (old, mod) = (try await server.member("ふるい"), try await server.member("見守り", role: .moderator))
      let new = try await server.member("あたらしい")
      server.dependencies.controls.joined(try #require(new.member).id, at: server.clock.now)
      let room = try server.room("hajimemashite").id
      let (veteran, newcomer) = (try await LiveSocket(old), try await LiveSocket(new))
      #expect(try await set(["newcomerHours": 24], of: room, by: mod).status == 200)
      say("こんにちは", in: room, veteran)
      try await posted(veteran)
      say("はじめまして", in: room, newcomer)
      _ = try await newcomer.held()
    }
  }

  @Test func `a frozen room can be read and stickers put, and nothing written, also after a restart`() async throws {
    let (folder, clock) = (try TemporaryFolder(), TestClock())
    try await TestServer.run(clock: clock, folder: folder) { server in
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let message = try await server.publish("先の投稿", in: "hajimemashite", by: aoi)
      #expect(try await set(["frozen": true], of: room, by: mod).status == 200)
      let author = try await LiveSocket(aoi)
      say("書けない", in: room, author)
      #expect(try await author.refusal().refusal == .roomFrozen)
      author.say(.react(message: message.id, sticker: StickerID(rawValue: "iine"), on: true))
      try await author.next("reacted") { if case .reacted = $0 { () } else { nil } }
    }
    try await TestServer.run(clock: clock, folder: folder) { server in
      let (haru, room) = (try await server.member("はる"), try server.room("hajimemashite").id)
      let author = try await LiveSocket(haru)
      say("まだ書けない", in: room, author)
      #expect(try await author.refusal().refusal == .roomFrozen)
    }
  }

  @Test func `only those who moderate may change it, and only within bounds`() async throws {
    try await TestServer.run { server in
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      #expect(try await set(["frozen": true], of: room, by: aoi).errorCode == "notPermitted")
      #expect(try await set(["slowSeconds": 601], of: room, by: mod).errorCode == "badRequest")
      #expect(try await set(["newcomerHours": 169], of: room, by: mod).errorCode == "badRequest")
      #expect(try await set(["shield": "walls"], of: room, by: mod).errorCode == "badRequest")
      #expect(try await mod.send("PUT", "/api/rooms/999/controls", json: ["shield": "off"]).errorCode == "notFound")
      #expect(try RoomControls(decoding: try await aoi.get("/api/rooms/\(room)/controls").body).isOpen)
    }
  }
}
