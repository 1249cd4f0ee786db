import Community
import Persistence
import Testing

@testable import RealtimeServer

@Suite struct HealthTests {
  @Test func `a server that has not written for a while is alive but not ready`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let live = try await browser.get("/health/live")
      #expect(live.text == #"{"status":"ok"}"#)
      #expect(try await browser.get("/health/ready").status == 200)
      // The probe runs on the same clock: no probe succeeds between this and the next line.
      server.clock.advance(by: Upkeep.patience + .seconds(1))
      #expect(!server.dependencies.upkeep.isReady(at: server.clock.now))
      #expect(try await browser.get("/health/live").status == 200)
      await server.dependencies.upkeep.round()
      #expect(try await browser.get("/health/ready").status == 200)
    }
  }

  @Test func `the probe forgets what has expired`() async throws {
    try await TestServer.run { server in
      let member = try await server.member("みと梅ざけ")
      let id = try #require(member.member).id
      server.clock.advance(by: .seconds(31 * 24 * 3_600))
      await server.dependencies.upkeep.round()
      let sessions = try await server.dependencies.database.sessions.list(of: id, at: TestClock().now)
      #expect(sessions.isEmpty)
    }
  }

  @Test func `free space is known`() {
    #expect((Upkeep.freeBytes("/") ?? 0) > 0)
    #expect(Upkeep.freeBytes("/no/such/folder") == nil)
  }
}
