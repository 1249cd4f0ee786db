import Community
import Foundation
import Persistence
import Testing

@testable import RealtimeServer

@Suite struct SessionTests {
  @Test func `a member sees their devices and ends one of them`() async throws {
    try await TestServer.run { server in
      let laptop = try await server.member("みと梅ざけ")
      let member = try #require(laptop.member)
      let phone = server.browser()
      let session = try await server.dependencies.sessions.begin(
        for: member, device: "iPhone · Safari", at: server.clock.now)
      phone.keep(cookie: "hiroba", session.token)
      let list = try await laptop.get("/api/me/sessions").json["sessions"] as? [[String: any Sendable]] ?? []
      #expect(list.count == 2)
      #expect(list.count { $0["current"] as? Bool == true } == 1)
      let other = try #require(list.first { $0["current"] as? Bool != true })
      #expect(other["device"] as? String == "iPhone · Safari")
      #expect(try await phone.get("/api/me").status == 200)
      #expect(try await laptop.send("DELETE", "/api/me/sessions/\(session.id)").status == 204)
      #expect(try await phone.get("/api/me").errorCode == "signInRequired")
      #expect(try await laptop.get("/api/me").status == 200)
      #expect(try await laptop.send("DELETE", "/api/me/sessions/\(session.id)").status == 404)
    }
  }

  @Test func `nobody ends another member's session`() async throws {
    try await TestServer.run { server in
      let (one, two) = (try await server.member("みと梅ざけ"), try await server.member("つくばの海"))
      let list = try await two.get("/api/me/sessions").json["sessions"] as? [[String: any Sendable]]
      let id = try #require(list?.first?["id"] as? Int)
      #expect(try await one.send("DELETE", "/api/me/sessions/\(id)").status == 404)
      #expect(try await two.get("/api/me").status == 200)
    }
  }

  @Test func `after signing out the cookie is worth nothing, even to who copied it`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let thief = server.browser()
      thief.keep(cookie: "hiroba", try #require(browser.cookie("hiroba")))
      #expect(try await thief.get("/api/me").status == 200)
      #expect(try await browser.send("POST", "/api/sign-out").status == 204)
      #expect(browser.cookie("hiroba") == nil)
      #expect(try await thief.get("/api/me").status == 401)
    }
  }

  @Test(arguments: [(Role.member, 30 * 24 * 3_600), (.moderator, 12 * 3_600), (.administrator, 12 * 3_600)])
  func `a session lives as long as it is used, staff's a shorter time`(role: Role, seconds: Int) async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ", role: role)
      server.clock.advance(by: .seconds(seconds - 1))
      let used = try await browser.get("/api/me")
      #expect(used.status == 200)
      #expect(used.header("Set-Cookie")?.contains("Max-Age=\(seconds)") == true)
      server.clock.advance(by: .seconds(seconds - 1))
      #expect(try await browser.get("/api/me").status == 200)
      server.clock.advance(by: .seconds(seconds + 1))
      #expect(try await browser.get("/api/me").status == 401)
    }
  }

  @Test func `over TLS only the protected cookie counts`() async throws {
    try await TestServer.run(["public.origin": "https://hiroba.example.jp"]) { server in
      let browser = try await server.member("みと梅ざけ")
      #expect(try await browser.get("/api/me").status == 200)
      let plain = server.browser()
      plain.keep(cookie: "hiroba", try #require(browser.cookie("__Host-hiroba")))
      #expect(try await plain.get("/api/me").status == 401)
      let code = try await server.browser().post("/api/sign-in/code", ["email": "a@example.jp"])
      let cookie = try #require(code.header("Set-Cookie"))
      #expect(cookie.hasPrefix("__Host-hiroba-challenge="))
      for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(attribute)) }
      #expect(!cookie.contains("Domain"))
    }
  }

  @Test func `the setup link makes one administrator, once, by a new session`() async throws {
    try await TestServer.run { server in
      let setup = UseSetupLink(dependencies: server.dependencies)
      let link = try #require(try await setup.makeIfNeeded(origin: "http://localhost"))
      let token = try #require(link.split(separator: "#").last.map(String.init))
      #expect(try await server.browser().post("/api/setup", ["token": token]).errorCode == "signInRequired")

      let (one, two) = (try await server.member("みと梅ざけ"), try await server.member("つくばの海"))
      let before = one.cookie("hiroba")
      #expect(
        try await one.post("/api/setup", ["token": (token.hasPrefix("A") ? "B" : "A") + token.dropFirst()]).errorCode
          == "setupLinkInvalid")
      let made = try await one.post("/api/setup", ["token": token])
      #expect((made.json["member"] as? [String: any Sendable])?["role"] as? String == "administrator")
      #expect(one.cookie("hiroba") != before)
      #expect(try await two.post("/api/setup", ["token": token]).errorCode == "setupLinkInvalid")
      #expect(try await setup.makeIfNeeded(origin: "http://localhost") == nil)
      let actions = try await server.dependencies.database.audit.entries(limit: 10).map(\.action)
      #expect(actions.contains("useSetupLink"))

      let old = server.browser()
      old.keep(cookie: "hiroba", try #require(before))
      #expect(try await old.get("/api/me").status == 401)
    }
  }

  @Test func `a setup link ends after a day`() async throws {
    try await TestServer.run { server in
      let setup = UseSetupLink(dependencies: server.dependencies)
      let link = try #require(try await setup.makeIfNeeded(origin: "http://localhost"))
      server.clock.advance(by: .seconds(24 * 3_600))
      let browser = try await server.member("みと梅ざけ")
      let answer = try await browser.post(
        "/api/setup", ["token": String(try #require(link.split(separator: "#").last))])
      #expect(answer.errorCode == "setupLinkInvalid")
    }
  }

  @Test func `choosing a role signs in only where a demo was asked for`() async throws {
    try await TestServer.run { server in
      let answer = try await server.browser().post("/api/demo/sign-in", ["role": "member"])
      #expect(answer.errorCode == "notFound")
    }
  }

  @Test func `attributes are one's own to change and withdraw`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let changed = try await browser.send(
        "PATCH", "/api/me/attributes",
        json: ["ageBand": "forties", "residence": ["prefecture": "080004", "municipality": "082015"]])
      #expect(changed.json["ageBand"] as? String == "forties")
      let withdrawn = try await browser.send("PATCH", "/api/me/attributes", json: ["ageBand": NSNull()])
      #expect(withdrawn.json["ageBand"] == nil)
      #expect((withdrawn.json["residence"] as? [String: any Sendable])?["municipality"] as? String == "082015")
      #expect(
        try await browser.send("PATCH", "/api/me/attributes", json: ["ageBand": "old"]).errorCode
          == "attributeInvalid")
      // Still readable after everything was sealed again.
      let email = try await browser.get("/api/me").json["email"] as? String
      #expect(email?.hasSuffix("@example.jp") == true)
    }
  }
}
