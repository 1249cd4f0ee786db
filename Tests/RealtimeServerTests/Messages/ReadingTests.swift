import Community
import Foundation
import Persistence
import Testing

@testable import RealtimeServer

/// The cast: a moderator, two members, the newcomers' room, and the staff's.
@Suite struct ReadingTests {
  private typealias JSON = [String: any Sendable]

  @Test func `a room's newest page comes in order, with what the reader needs to go on`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      for number in 1...7 { try await server.publish("話題 \(number)", in: "hajimemashite", by: member) }
      let room = try server.room("hajimemashite").id
      let page = try await member.get("/api/rooms/\(room)/messages?limit=3").json
      let messages = page["messages"] as? [JSON] ?? []
      #expect(messages.map { $0["body"] as? String } == ["話題 5", "話題 6", "話題 7"])
      #expect(page["hasOlder"] as? Bool == true)
      #expect(page["hasNewer"] as? Bool == false)
      #expect(page["offset"] as? Int == 7)
      let older = try await member.get("/api/rooms/\(room)/messages?before=5&limit=3").json["messages"] as? [JSON]
      #expect(older?.map { $0["body"] as? String } == ["話題 2", "話題 3", "話題 4"])
      #expect(try await member.get("/api/rooms/\(room)/messages?before=5&after=2").errorCode == "badRequest")
      #expect(try await member.get("/api/rooms/\(room)/messages?before=x").errorCode == "badRequest")
    }
  }

  @Test func `what staff say among themselves does not exist for members, by any way`() async throws {
    try await TestServer.run { server in
      let (member, moderator) = (try await server.member("みと梅ざけ"), try await server.member("見守り", role: .moderator))
      let staffRoom = try #require(server.dependencies.rooms.all().first { $0.room.audience == .staff }).room
      let post = try await server.publish("canary 内緒の相談", in: staffRoom.slug, by: moderator)
      let comment = try await server.publish("canary 了解", in: staffRoom.slug, by: moderator, thread: post.id)
      try await server.index()
      let paths = [
        "/api/rooms/\(staffRoom.id)/messages", "/api/messages/\(post.id)", "/api/messages/\(comment.id)",
        "/api/messages/\(post.id)/comments", "/api/messages/\(post.id)/reactions",
        "/api/search?q=canary&room=\(staffRoom.id)",
      ]
      for path in paths {
        let refused = try await member.get(path)
        #expect(refused.errorCode == "notFound", "\(path)")
        #expect(!refused.text.contains("内緒"))
        #expect(try await moderator.get(path).status == 200, "\(path)")
      }
      #expect(try await member.send("PUT", "/api/rooms/\(staffRoom.id)/follow").errorCode == "notFound")
      let found = try await member.get("/api/search?q=canary").json["results"] as? [JSON]
      #expect(found?.isEmpty == true)
      let rooms = try await member.get("/api/rooms").json["rooms"] as? [JSON] ?? []
      #expect(
        rooms.allSatisfy { $0["id"] as? Int64 != staffRoom.id.rawValue && $0["audience"] as? String == "everyone" })
      // The same status and words as for what was never there.
      let absent = try await member.get("/api/messages/888888")
      let hidden = try await member.get("/api/messages/\(post.id)")
      #expect(absent.text == hidden.text)
    }
  }

  @Test func `a hidden message has no body by any way, for anyone`() async throws {
    try await TestServer.run { server in
      let (member, moderator) = (try await server.member("みと梅ざけ"), try await server.member("見守り", role: .moderator))
      let room = try server.room("hajimemashite").id
      let post = try await server.publish("canary 電話番号は…", in: "hajimemashite", by: member)
      try await server.index()
      try await server.hide(post, by: moderator)
      try await server.index()
      for reader in [member, moderator] {
        for path in [
          "/api/rooms/\(room)/messages", "/api/messages/\(post.id)", "/api/messages/\(post.id)/comments",
          "/api/search?q=canary", "/api/messages/\(post.id)/reactions",
        ] {
          #expect(try await !reader.get(path).text.contains("canary"), "\(path)")
        }
      }
    }
  }

  @Test func `what a message said before is for moderators, and each look is written down`() async throws {
    try await TestServer.run { server in
      let (member, moderator) = (try await server.member("みと梅ざけ"), try await server.member("見守り", role: .moderator))
      let post = try await server.publish("はじめの文", in: "hajimemashite", by: member)
      try await server.edit(post, to: "直した文", by: member)
      #expect(try await member.get("/api/messages/\(post.id)/edits").errorCode == "notPermitted")
      let edits = try await moderator.get("/api/messages/\(post.id)/edits").json["edits"] as? [JSON]
      #expect(edits?.map { $0["body"] as? String } == ["はじめの文"])
      let audit = try await server.dependencies.database.audit.entries(limit: 10)
      let looks = audit.filter { $0.action == "readEdits" }
      #expect(looks.count == 1)
      #expect(looks.first?.actor == moderator.member?.id)
      #expect(looks.first?.subject == "message:\(post.id)")
    }
  }

  @Test func `a comment's link brings its post`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      let post = try await server.publish("話題", in: "hajimemashite", by: member)
      let comment = try await server.publish("コメント", in: "hajimemashite", by: member, thread: post.id)
      let answer = try await member.get("/api/messages/\(comment.id)").json
      #expect(((answer["post"] as? JSON)?["id"] as? Int64) == post.id.rawValue)
      let page = try await member.get("/api/messages/\(post.id)/comments").json
      #expect((page["messages"] as? [JSON])?.count == 1)
      #expect(try await member.get("/api/messages/\(comment.id)/comments").errorCode == "notFound")
    }
  }

  @Test func `nothing of what was told in confidence is in another member's answers`() async throws {
    try await TestServer.run { server in
      let (one, two) = (try await server.member("みと梅ざけ"), try await server.member("つくばの海"))
      _ = try await one.send("PATCH", "/api/me/attributes", json: ["ageBand": "eightiesAndOver"])
      let post = try await server.publish("話題", in: "hajimemashite", by: one)
      try await server.index()
      let room = try server.room("hajimemashite").id
      for path in [
        "/api/me", "/api/me/sessions", "/api/rooms", "/api/rooms/\(room)/messages", "/api/messages/\(post.id)",
        "/api/search?q=%E8%A9%B1%E9%A1%8C", "/api/members?q=", "/api/community",
      ] {
        let text = try await two.get(path).text
        let mine = path == "/api/community" ? "eightiesAndOver\":" : "eightiesAndOver"
        #expect(!text.contains(mine), "\(path)")
        #expect(path == "/api/me" || !text.contains("@example.jp"), "\(path)")
        #expect(!text.contains("127.0.0.1"))
      }
    }
  }
}
