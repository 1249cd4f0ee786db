import Community
import Foundation
import Testing

@testable import RealtimeServer

/// A session that ends takes its sockets with it, and no others.
@Suite struct RevocationTests {
  private func closeCode(of socket: RawSocket) async -> UInt16? {
    for await arrival in socket.arrivals {
      switch arrival {
      case .closed(let code): return code
      case .gone: return nil
      case .text: continue
      }
    }
    return nil
  }

  @Test func `signing out closes every socket of that browser`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let sockets = [try await browser.openSocket(), try await browser.openSocket()]
      #expect(sockets.map(\.status) == [101, 101])
      #expect(try await browser.send("POST", "/api/sign-out").status == 204)
      for socket in sockets { #expect(await closeCode(of: socket) == 4501) }
      #expect(try await browser.openSocket().status == 401)
    }
  }

  @Test func `ending one device leaves the other connected`() async throws {
    try await TestServer.run { server in
      let laptop = try await server.member("みと梅ざけ")
      let phone = server.browser()
      let session = try await server.dependencies.sessions.begin(
        for: try #require(laptop.member), device: "iPhone · Safari", at: server.clock.now)
      phone.keep(cookie: "hiroba", session.token)
      let (mine, other) = (try await laptop.openSocket(), try await phone.openSocket())
      #expect(try await laptop.send("DELETE", "/api/me/sessions/\(session.id)").status == 204)
      #expect(await closeCode(of: other) == 4501)
      // The laptop's own still lives: it ends with its own session, not before.
      #expect(try await laptop.send("POST", "/api/sign-out").status == 204)
      #expect(await closeCode(of: mine) == 4501)
    }
  }

  @Test func `an expired session loses its open socket at the next round`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let socket = try await browser.openSocket()
      try await SessionPatrol(dependencies: server.dependencies).walk()
      server.clock.advance(by: .seconds(31 * 24 * 3_600))
      try await SessionPatrol(dependencies: server.dependencies).walk()
      #expect(await closeCode(of: socket) == 4501)
    }
  }

  @Test func `becoming administrator ends what the old role had opened`() async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let socket = try await browser.openSocket()
      let link = try #require(
        try await UseSetupLink(dependencies: server.dependencies).makeIfNeeded(origin: "http://localhost"))
      let token = String(try #require(link.split(separator: "#").last))
      #expect(try await browser.post("/api/setup", ["token": token]).status == 200)
      #expect(await closeCode(of: socket) == 4501)
      #expect(try await browser.openSocket().status == 101)
    }
  }

  @Test(arguments: ["https://evil.example", "null", ""])
  func `another site's page opens no socket`(origin: String) async throws {
    try await TestServer.run { server in
      let browser = try await server.member("みと梅ざけ")
      let socket = try await browser.openSocket(headers: ["Origin": origin])
      #expect(socket.status == 403)
    }
  }
}
