import Community
import Foundation
import Testing

@testable import RealtimeServer

@Suite struct SearchRouteTests {
  private typealias JSON = [String: any Sendable]

  private func search(_ browser: Browser, _ query: String) async throws -> Browser.Answer {
    let q = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return try await browser.get("/api/search?q=\(q)")
  }

  @Test func `results say where the words stand, as JavaScript counts`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      try await server.publish("😀 ﾂｸﾊﾞの空き家", in: "hajimemashite", by: member)
      try await server.index()
      let results = try await search(member, "つくば").json["results"] as? [JSON] ?? []
      #expect(results.count == 1)
      #expect((results.first?["highlights"] as? [[Int]]) == [[3, 4]])
      #expect((results.first?["room"] as? JSON)?["name"] as? String == "はじめまして")
    }
  }

  @Test(arguments: [
    "\"", "*", "NEAR(a b)", "a AND", "- -", "(", "^", "a\"b\"c", "{}", "col:x", "\u{1}", "'; DROP TABLE message;--", "",
    "　", "-除外だけ", String(repeating: "あ", count: 800),
  ])
  func `no query is an error`(query: String) async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      try await server.publish("ふつうの話題", in: "hajimemashite", by: member)
      try await server.index()
      let answer = try await search(member, query)
      #expect(answer.status == 200)
    }
  }

  @Test func `who searches faster than anyone types is asked to wait`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      var answers: [Int] = []
      for _ in 0..<16 { answers.append(try await search(member, "水戸").status) }
      #expect(answers.count { $0 == 200 } == 15)
      let last = try await search(member, "水戸")
      #expect(last.errorCode == "tooFast")
      #expect(last.header("Retry-After") == "1")
      server.clock.advance(by: .seconds(1))
      #expect(try await search(member, "水戸").status == 200)
    }
  }

  @Test func `members are found by any spelling of a part of their name`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      _ = try await server.member("つくばの海")
      let q = "ツクバ".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let found = try await member.get("/api/members?q=\(q)").json["members"] as? [JSON]
      #expect(found?.map { $0["name"] as? String } == ["つくばの海"])
      let fields = Set((found?.first ?? [:]).keys)
      #expect(fields.isSubset(of: ["id", "name", "role", "badges"]))
    }
  }
}
