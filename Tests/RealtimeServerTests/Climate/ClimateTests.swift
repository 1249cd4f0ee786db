import Community
import Foundation
import Moderation
import Persistence
import Testing
import Wire

@testable import RealtimeServer

/// The early warning, from members' words to the moderators' screens.
@Suite(.serialized) struct ClimateTests {
  /// Quarrels until the room's level rises.
  private static func quarrel(_ server: TestServer, in slug: String, by members: [Browser]) async throws -> [Message] {
    let target = try await server.publish("駐車場は来月から有料になります", in: slug, by: members[0])
    var bitter: [Message] = []
    for minute in 0..<12 {
      for (number, member) in members.enumerated().dropFirst() {
        let comment = try await server.publish(
          "\(minute)-\(number) 駐車場の説明がないのはひどい、税金の無駄だ", in: slug, by: member, thread: target.id)
        if minute < 2 { _ = try await member.report(target.id, "other") }
        bitter.append(comment)
      }
      server.clock.advance(by: .seconds(60))
      try await server.dependencies.climates.listen()
      try await server.dependencies.climates.tick()
      if await !server.dependencies.climates.raised().isEmpty { break }
    }
    return bitter
  }

  /// The first day of a room, calm. Sessions do not last that long.
  private static func calmDay(_ server: TestServer, in slug: String) async throws {
    let member = try await server.member("最初の人")
    for minute in 0..<1_500 {
      if minute % 30 == 0 { try await server.publish("今日の海は静かです \(minute)", in: slug, by: member) }
      server.clock.advance(by: .seconds(60))
      try await server.dependencies.climates.listen()
      try await server.dependencies.climates.tick()
    }
  }

  private static func members(_ server: TestServer) async throws -> [Browser] {
    var members: [Browser] = []
    for number in 0..<12 { members.append(try await server.member("会員\(number)")) }
    return members
  }

  @Test func `a quarrel is told to moderators at once, with its reasons, and to nobody else`() async throws {
    try await TestServer.run { server in
      try await Self.calmDay(server, in: "hajimemashite")
      let mod = try await server.member("見守り", role: .moderator)
      let members = try await Self.members(server)
      let (moderator, reader) = (try await LiveSocket(mod), try await LiveSocket(members[3]))
      let room = try server.room("hajimemashite")
      let bitter = try await Self.quarrel(server, in: room.slug, by: members)
      let entry = try await moderator.next("climate") { if case .climate(let entry) = $0 { entry } else { nil } }
      #expect(entry.room == room.id)
      #expect(entry.level != .calm)
      let raised = try ClimatesResponse(decoding: try await mod.get("/api/climates").body).climates
      #expect(raised.map(\.room) == [room.id])
      let card = try ClimateResponse(decoding: try await mod.get("/api/rooms/\(room.id)/climate").body)
      #expect(card.entry.level == entry.level)
      #expect(card.bars.map(\.height) == card.bars.map(\.height).sorted(by: >))
      #expect(card.bars.contains { $0.signal == .negative && $0.height > 0 && $0.text.contains("否定的な言葉") })
      #expect(card.target?.line?.excerpt == "駐車場は来月から有料になります")
      #expect(
        card.lines.allSatisfy { line in
          bitter.contains { $0.id == line.message } || line.message == card.target?.line?.message
        })
      #expect(!card.lines.isEmpty)
      #expect(card.steps.map(\.step).contains("breathe"))
      #expect(!reader.unread.contains { if case .climate = $0 { true } else { false } })
      #expect(try await members[3].get("/api/climates").errorCode == "notPermitted")
      #expect(try await members[3].get("/api/rooms/\(room.id)/climate").errorCode == "notPermitted")
      #expect(
        try await members[3].post("/api/rooms/\(room.id)/playbook", ["step": "breathe"]).errorCode == "notPermitted")
      let kept = try await server.dependencies.database.climates.warnings(of: room.id, limit: 5)
      #expect(kept.first?.level == entry.level.rawValue)
      #expect(!kept.contains { $0.card.contains("駐車場は") })
    }
  }

  @Test func `what a hidden message said is on no card`() async throws {
    try await TestServer.run { server in
      try await Self.calmDay(server, in: "hajimemashite")
      let mod = try await server.member("見守り", role: .moderator)
      let members = try await Self.members(server)
      let room = try server.room("hajimemashite")
      for message in try await Self.quarrel(server, in: room.slug, by: members) {
        try await server.hide(message, by: mod)
      }
      let card = try ClimateResponse(decoding: try await mod.get("/api/rooms/\(room.id)/climate").body)
      #expect(!card.lines.contains { $0.excerpt.contains("税金") })
    }
  }

  @Test func `a level survives a restart`() async throws {
    let (folder, clock) = (try TemporaryFolder(), TestClock())
    try await TestServer.run(clock: clock, folder: folder) { server in
      try await Self.calmDay(server, in: "hajimemashite")
      _ = try await Self.quarrel(server, in: "hajimemashite", by: try await Self.members(server))
      #expect(await !server.dependencies.climates.raised().isEmpty)
    }
    try await TestServer.run(clock: clock, folder: folder) { server in
      #expect(await !server.dependencies.climates.raised().isEmpty)
    }
  }

  @Test func `one tap posts a calm word, another informs the staff`() async throws {
    try await TestServer.run { server in
      let mod = try await server.member("見守り", role: .moderator)
      let (staff, aoi) = (try await server.member("県職員", role: .staff), try await server.member("あおい"))
      let room = try server.room("hajimemashite")
      let reader = try await LiveSocket(aoi)
      try await reader.open(room.id)
      #expect(try await mod.post("/api/rooms/\(room.id)/playbook", ["step": "breathe"]).status == 204)
      let word = try await reader.publication(.posted).message
      #expect(word.author.name == "見守り")
      #expect(word.body?.contains("ひと呼吸") == true)
      #expect(try await mod.post("/api/rooms/\(room.id)/playbook", ["step": "informPrefecture"]).status == 204)
      let notice = try #require(try await staff.notices().notices.first)
      #expect(notice.kind == .roomAlert)
      #expect(notice.link == "/rooms/\(room.id)")
      #expect(try await aoi.notices().notices.isEmpty)
      #expect(try await server.audit().contains("informPrefecture"))
      #expect(try await mod.post("/api/rooms/\(room.id)/playbook", ["step": "delete"]).errorCode == "badRequest")
      #expect(try await mod.post("/api/rooms/999/playbook", ["step": "breathe"]).errorCode == "notFound")
    }
  }

  @Test func `staff rooms are not watched`() async throws {
    try await TestServer.run { server in
      let staff = try await server.member("県職員", role: .staff)
      let slug = try #require(server.dependencies.rooms.all().first { $0.room.audience == .staff }?.room.slug)
      try await server.publish("ひどい話だ", in: slug, by: staff)
      try await server.dependencies.climates.listen()
      server.clock.advance(by: .seconds(60))
      try await server.dependencies.climates.tick()
      #expect(try await server.dependencies.database.climates.load().states.isEmpty)
    }
  }
}
