import Community
import Foundation
import Moderation
import Persistence
import Synchronization
import Testing
import Wire

@testable import RealtimeServer

/// Rules over HTTP, from a person's change to the next message.
@Suite(.serialized) struct RuleTests {
  private static let word: [String: any Sendable] = ["phrase": "ためしご", "strictness": "exact", "action": "hold"]

  @Test func `the starter rules are there on first start, and only managers see them`() async throws {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let rules = try RulesResponse(decoding: try await manager.get("/api/rules").body)
      #expect(rules.rules.count == RuleBody.starter.count)
      #expect(rules.rules.allSatisfy { !$0.rule.body.isObserving && $0.rule.version == 1 && $0.rule.owner == nil })
      #expect(server.dependencies.screener.current.screen("死ね").action == .block)
      for role in [Role.member, .moderator, .staff] {
        let other = try await server.member("\(role)", role: role)
        #expect(try await other.get("/api/rules").errorCode == "notPermitted")
        #expect(try await other.post("/api/rules", Self.word).errorCode == "notPermitted")
      }
    }
  }

  @Test func `a new rule observes for a week, a change is in force when it is answered, and both are audited`()
    async throws
  {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      func action() -> Action? {
        server.dependencies.screener.current.screen(
          "これはためしごです", in: ScreeningContext(.site, at: server.clock.now)
        ).action
      }
      let made = try await manager.post("/api/rules", Self.word)
      #expect(made.status == 201)
      let entry = try RuleEntry(decoding: made.body)
      #expect(entry.rule.body.observesUntil == server.clock.now.advanced(by: .seconds(7 * 86_400)))
      #expect(entry.rule.owner?.name == "運営")
      #expect(action() == .observe)
      let changed = try await manager.send("PUT", "/api/rules/\(entry.rule.id)", json: Self.word)
      #expect(try RuleEntry(decoding: changed.body).rule.version == 2)
      #expect(action() == .hold)
      #expect(try await manager.send("DELETE", "/api/rules/\(entry.rule.id)").status == 204)
      #expect(action() == nil)
      #expect(try await manager.send("DELETE", "/api/rules/\(entry.rule.id)").errorCode == "notFound")
      #expect(try await manager.post("/api/rules", ["phrase": "あ"]).errorCode == "badRequest")
      #expect(try await server.audit().prefix(3) == ["removeRule", "changeRule", "createRule"])
      let audit = try AuditResponse(decoding: try await manager.get("/api/audit?subject=rule").body)
      #expect(audit.entries.map(\.actor?.name) == ["運営", "運営", "運営"])
      let check = try AuditCheckResponse(decoding: try await manager.get("/api/audit/verify").body)
      #expect(check.isRight)
      let member = try await server.member("あおい")
      #expect(try await member.get("/api/audit").errorCode == "notPermitted")
    }
  }

  @Test func `while rules change, every message is screened and none is lost`() async throws {
    try await TestServer.run(["moderation.behaviour": "off"]) { server in
      let manager = try await server.member("運営", role: .communityManager)
      let aoi = try await server.member("あおい")
      let room = try server.room("hajimemashite").id
      let author = try #require(aoi.member)
      let isChanging = Flag()
      // "死ね" is blocked by rules that nobody touches: whatever swap is under way, it must never pass.
      async let stream: (refused: Int, published: Int) = {
        var (refused, published, number) = (0, 0, 0)
        while isChanging.isSet || number < 40 {
          number += 1
          let (bad, key) = (number.isMultiple(of: 2), "key-swap-\(number)-000")
          let result = await withCheckedContinuation { continuation in
            PostMessage(dependencies: server.dependencies)(
              in: room, thread: nil, body: bad ? "死ね" : "こんにちは\(number)", key: key, by: author
            ) { continuation.resume(returning: $0) }
          }
          switch (result, bad) {
          case (.failure(let rejection), true) where rejection.refusal == .watchedWord: refused += 1
          case (.success(let posted), false):
            if case .published = posted.appended { published += 1 }
          default: Issue.record("\(number): \(result)")
          }
        }
        #expect(refused + published == number)
        return (refused, published)
      }()
      for number in 0..<6 {
        let made = try await manager.post("/api/rules", Self.word.merging(["phrase": "ためしご\(number)"]) { $1 })
        #expect(made.status == 201)
      }
      isChanging.clear()
      let (refused, published) = await stream
      #expect(refused >= 20)
      #expect(published >= 20)
    }
  }

  @Test func `hits are logged with rule and version, counted, marked, and marks come from decisions, too`() async throws
  {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let id = try RuleEntry(decoding: try await manager.post("/api/rules", Self.word).body).rule.id
      // Observed: published, and in the log.
      _ = try await server.post("ためしごその一", by: aoi)
      _ = try await manager.send("PUT", "/api/rules/\(id)", json: Self.word)
      _ = try await server.post("ためしごその二", by: aoi)
      await server.dependencies.hits.flush()
      var hits = try RuleHitsResponse(decoding: try await mod.get("/api/rules/\(id)/hits").body).hits
      #expect(hits.map(\.version) == [2, 1])
      #expect(hits.map(\.action) == ["hold", "observe"])
      #expect(hits.map(\.found) == ["ためしご", "ためしご"])
      #expect(hits.allSatisfy { $0.message != nil && $0.startUTF16 == 0 && $0.endUTF16 == 4 })
      let observed = try #require(hits.last?.id)
      #expect(try await mod.post("/api/rule-hits/\(observed)/mark", ["mark": "wrong"]).status == 204)
      #expect(try await aoi.post("/api/rule-hits/\(observed)/mark", ["mark": "right"]).errorCode == "notPermitted")
      let item = try #require(try await mod.reviews().items.first)
      #expect(item.hits.first?.rule == "\(id)")
      #expect(item.hits.first?.version == 2)
      _ = try await mod.decided(item.id, "reject", ["mark": "right"])
      let rules = try RulesResponse(decoding: try await manager.get("/api/rules").body).rules
      #expect(rules.first { $0.rule.id == id }?.statistics == RuleStatistics(hits7d: 2, right: 1, wrong: 1))
      _ = try await mod.undone(item.id)
      hits = try RuleHitsResponse(decoding: try await mod.get("/api/rules/\(id)/hits").body).hits
      #expect(hits.map(\.mark) == [nil, .wrong])
    }
  }

  @Test func `an exception of a decision goes into the rule, and out when the decision is taken back`() async throws {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let id = try RuleEntry(decoding: try await manager.post("/api/rules", Self.word).body).rule.id
      _ = try await manager.send("PUT", "/api/rules/\(id)", json: Self.word)
      _ = try await server.post("だいためしごまつりの話", by: aoi)
      let item = try #require(try await mod.reviews().items.first)
      _ = try await mod.decided(item.id, "approveWithException", ["exceptionPhrase": "だいためしごまつり"])
      func action() -> Action? {
        server.dependencies.screener.current.screen(
          "だいためしごまつりへ行こう", in: ScreeningContext(.site, at: server.clock.now)
        ).action
      }
      #expect(action() == nil)
      _ = try await mod.undone(item.id)
      #expect(action() == .hold)
    }
  }

  @Test func `a file is previewed, taken, reported on and given back`() async throws {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let file =
        "keyword\treading\tcategory\taction\n# 覚え書き\nためしご\t\tinsult\tblock\nタメシゴ\t\tinsult\tblock\nあ\t\t\t\n死ね\t\tthreat\tblock\n"
      func send(preview: Bool) async throws -> RuleImportResponse {
        let answer = try await manager.post("/api/rules/import", ["text": file, "format": "tsv", "preview": preview])
        try #require(answer.status == 200, "\(answer.text)")
        return try RuleImportResponse(decoding: answer.body)
      }
      let before = try RulesResponse(decoding: try await manager.get("/api/rules").body)
      let preview = try await send(preview: true)
      #expect(preview.added == 1)
      #expect(preview.duplicates.map(\.line) == [4, 6])
      #expect(preview.errors.map(\.line) == [5])
      #expect(try RulesResponse(decoding: try await manager.get("/api/rules").body) == before)
      #expect(try await send(preview: false) == preview)
      let rules = try RulesResponse(decoding: try await manager.get("/api/rules").body).rules
      let added = try #require(rules.last?.rule.body)
      #expect(added.phrase == "ためしご")
      #expect(added.isObserving)
      #expect(added.observesUntil == nil)
      #expect(added.note == "覚え書き")
      for format in ["tsv", "csv"] {
        let export = try await manager.get("/api/rules/export?format=\(format)")
        #expect(export.text.contains("# 覚え書き\nためしご"))
        let again = try RuleImportResponse(
          decoding: try await manager.post(
            "/api/rules/import", ["text": export.text, "format": format, "preview": true]
          ).body)
        #expect(again.added == 0)
        #expect(again.changed == 0)
        #expect(again.errors.isEmpty)
      }
    }
  }

  @Test func `a file that does not say what happens weakens no rule`() async throws {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let answer = try await manager.post(
        "/api/rules/import", ["text": "keyword\treading\n死ね\tしね\n", "format": "tsv", "preview": false])
      #expect(try RuleImportResponse(decoding: answer.body).changed == 1)
      let rules = try RulesResponse(decoding: try await manager.get("/api/rules").body).rules
      let body = try #require(rules.first { $0.rule.body.phrase == "死ね" }?.rule.body)
      #expect(body.reading == "しね")
      #expect(body.action == "block")
      #expect(body.strictness == "aggressive")
      #expect(server.dependencies.screener.current.screen("死ね").action == .block)
    }
  }

  @Test func `the tester says which word stopped a text and what did not count`() async throws {
    try await TestServer.run { server in
      let mod = try await server.member("見守り", role: .moderator)
      let stopped = try RuleTestResponse(decoding: try await mod.post("/api/rules/test", ["text": "お前は死ね"]).body)
      #expect(stopped.action == "block")
      #expect(stopped.hits.first?.phrase == "死ね")
      let innocent = try RuleTestResponse(decoding: try await mod.post("/api/rules/test", ["text": "くず餅を食べた"]).body)
      #expect(innocent.action == "allow")
      #expect(innocent.suppressed.contains { $0.phrase == "クズ" && ["exception", "dictionary"].contains($0.why) })
    }
  }

  @Test func `a dry run counts by room, shows where, and names past decisions it contradicts`() async throws {
    try await TestServer.run { server in
      let manager = try await server.member("運営", role: .communityManager)
      let (aoi, mod) = (try await server.member("あおい"), try await server.member("見守り", role: .moderator))
      let reported = try await server.publish("これはためしごだ", in: "hajimemashite", by: aoi)
      try await server.publish("なにもない", in: "hajimemashite", by: aoi)
      #expect(try await mod.report(reported.id).status == 201)
      _ = try await mod.decided(try #require(try await manager.reviews().items.first).id, "dismiss")
      let answer = try await manager.post("/api/rules/dry-run", ["rule": Self.word, "days": 7])
      try #require(answer.status == 200, "\(answer.text)")
      let found = try DryRunResponse(decoding: answer.body)
      #expect(found.scanned == 2)
      #expect(found.hits == 1)
      #expect(found.rooms == [.init(room: try server.room("hajimemashite").id, hits: 1)])
      #expect(found.samples.first?.spans == [.init(startUTF16: 3, endUTF16: 7)])
      #expect(found.contradicts.map(\.message) == [reported.id])
      #expect(found.precisionPercent == 0)
      #expect(found.isComplete)
      server.clock.advance(by: .seconds(8 * 86_400))
      let later = try await server.signedIn(manager)
      let none = try DryRunResponse(
        decoding: try await later.post("/api/rules/dry-run", ["rule": Self.word, "days": 7]).body)
      #expect(none.scanned == 0)
    }
  }
}

/// Set until somebody clears it.
private final class Flag: Sendable {
  private let value = Mutex(true)
  var isSet: Bool { value.withLock { $0 } }
  func clear() { value.withLock { $0 = false } }
}

extension TestServer {
  /// As over a socket, through authorisation and the filter.
  fileprivate func post(_ body: String, by author: Browser) async throws -> Posted {
    let (member, room) = (try #require(author.member), try room("hajimemashite").id)
    return try await withCheckedThrowingContinuation { continuation in
      PostMessage(dependencies: dependencies)(
        in: room, thread: nil, body: body, key: UUID().uuidString, by: member
      ) { continuation.resume(with: $0.mapError { $0 as any Error }) }
    }
  }
}
