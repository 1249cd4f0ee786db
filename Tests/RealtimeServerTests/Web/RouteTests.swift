import Community
import Foundation
import Testing
import Wire

@testable import RealtimeServer

@Suite struct RouteTests {
  /// Every route of the contract with an id that does not exist.
  private static let routes = HTTPRoute.all.filter { $0 != .socket }
  private static func path(_ route: HTTPRoute) -> String { route.path.replacingOccurrences(of: "{id}", with: "999999") }

  @Test func `every answer carries the headers that protect it`() async throws {
    try await TestServer.run(["public.origin": "https://hiroba.example.jp"]) { server in
      let browser = try await server.member("みと梅ざけ")
      var paths = Self.routes.map { ($0.method, Self.path($0)) }
      paths += [("GET", "/"), ("GET", "/rooms/1"), ("GET", "/nothing.js"), ("GET", "/api/nothing"), ("TRACE", "/")]
      for (method, path) in paths {
        let answer = try await browser.send(method, path)
        #expect(
          answer.header("Content-Security-Policy")?.contains("default-src 'none'") == true, "\(method) \(path)")
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Referrer-Policy") == "same-origin")
        #expect(answer.header("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(answer.header("Strict-Transport-Security")?.contains("includeSubDomains") == true)
        #expect(answer.header("Permissions-Policy")?.contains("camera=()") == true)
        #expect(answer.header("Access-Control-Allow-Origin") == nil)
        #expect(answer.header("Server") == nil)
        #expect(answer.values("Cache-Control").count == 1)
        if path.hasPrefix("/api") { #expect(answer.header("Cache-Control") == "no-store") }
      }
    }
  }

  @Test func `without a session nothing is to be had but the doors`() async throws {
    try await TestServer.run { server in
      let doors: Set<HTTPRoute> = [
        .community, .signInCode, .signInVerify, .signUp, .signOut, .demoSignIn, .live, .ready,
      ]
      for route in Self.routes where !doors.contains(route) {
        let answer = try await server.browser().send(
          route.method, Self.path(route), json: route.method == "GET" ? nil : ["token": "x"])
        #expect(answer.errorCode == "signInRequired", "\(route.rawValue)")
      }
    }
  }

  @Test func `another site's page changes nothing`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let own = "http://localhost:\(server.port)"
      let refused: [[String: String]] = [
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Sec-Fetch-Site": "cross-site", "Origin": own],
        ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": own + ".evil.example"],
        ["Origin": "https://localhost:\(server.port)"], [:],
      ]
      for route in Self.routes where route.method != "GET" {
        for headers in refused {
          let answer = try await browser.raw(
            route.method, Self.path(route), headers: headers.merging(["Content-Type": "application/json"]) { $1 },
            body: Data("{}".utf8))
          #expect(answer.errorCode == "crossSite", "\(route.rawValue) \(headers)")
        }
        let text = try await browser.raw(
          route.method, Self.path(route), headers: ["Origin": own, "Content-Type": "text/plain"], body: Data("{}".utf8))
        #expect(text.errorCode == "unsupportedMediaType", "\(route.rawValue)")
      }
      #expect(try await browser.get("/api/me").status == 200)
      let allowed = try await browser.raw("POST", "/api/sign-out", headers: ["Origin": own])
      #expect(allowed.status == 204)
    }
  }

  @Test func `no state changes by GET`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      for route in Self.routes where route.method != "GET" {
        let path = Self.path(route)
        guard !Self.routes.contains(where: { $0.method == "GET" && Self.path($0) == path }) else { continue }
        #expect(try await browser.get(path).status == 404, "\(route.rawValue)")
      }
      #expect(try await browser.get("/api/me").status == 200)
    }
  }

  @Test func `a body that is too large, not JSON or not an object is refused`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let large = try await browser.post(
        "/api/sign-in/code", ["email": String(repeating: "a", count: 70_000)])
      #expect(large.status == 413)
      #expect(large.errorCode == "tooLarge")
      for body in ["", "{", "[]", "null", "\"x\"", "{\"email\":1}", "{\"email\":\"a\"", "\u{FEFF}{}"] {
        let answer = try await browser.raw(
          "POST", "/api/sign-in/code", headers: ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"],
          body: Data(body.utf8))
        #expect(answer.status == 400 || answer.errorCode == "invalidEmail", "\(body)")
      }
    }
  }

  @Test func `errors speak the caller's language`() async throws {
    try await TestServer.run { server in
      let (japanese, english) = (server.browser(), server.browser(language: .en))
      let texts = [try await japanese.get("/api/me").errorText, try await english.get("/api/me").errorText]
      #expect(texts == [Refusal.signInRequired.text.ja, Refusal.signInRequired.text.en])
    }
  }

  @Test(arguments: ["0", "-1", "abc", "99999999999999999999", "1%00", "../1", "１"])
  func `an id that cannot be one is not found`(id: String) async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let path = id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? id
      #expect(try await browser.get("/api/messages/\(path)").status == 404)
    }
  }

  @Test func `unknown addresses under /api answer JSON, never the app`() async throws {
    try await TestServer.run { server in
      for path in ["/api", "/api/", "/api/nothing", "/api/../", "/health", "/assets/x/app.js", "/ws"] {
        let answer = try await server.browser().get(path)
        #expect(answer.status == 404 || answer.status == 426, "\(path)")
        #expect(answer.header("Content-Type")?.hasPrefix("text/html") != true)
      }
    }
  }
}
