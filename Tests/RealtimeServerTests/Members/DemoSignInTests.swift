import Community
import Foundation
import Testing

@testable import RealtimeServer

@Suite struct DemoSignInTests {
  private typealias JSON = [String: any Sendable]
  private static let small = ["demo.enabled": "true", "demo.members": "40", "demo.messages": "40"]

  @Test(arguments: Role.allCases)
  func `in a demo anyone enters by choosing a role`(role: Role) async throws {
    try await TestServer.run(Self.small) { server in
      let browser = server.browser()
      let answer = try await browser.post("/api/demo/sign-in", ["role": role.rawValue])
      #expect((answer.json["member"] as? JSON)?["role"] as? String == role.rawValue)
      #expect(try await browser.get("/api/me").status == 200)
      #expect(try await browser.get("/api/community").json["isDemo"] as? Bool == true)
    }
  }

  @Test func `two browsers are two members`() async throws {
    try await TestServer.run(Self.small) { server in
      var ids: Set<Int> = []
      for _ in 0..<3 {
        let answer = try await server.browser().post("/api/demo/sign-in", ["role": "member"])
        ids.insert(try #require((answer.json["member"] as? JSON)?["id"] as? Int))
      }
      #expect(ids.count == 3)
    }
  }

  @Test func `a demo's doors are shut when it is served as a community`() async throws {
    let folder = try TemporaryFolder()
    try await TestServer.run(Self.small, folder: folder) { _ in }
    try await TestServer.run(folder: folder) { server in
      let answer = try await server.browser().post("/api/demo/sign-in", ["role": "administrator"])
      #expect(answer.status == 404)
    }
  }

  @Test func `a real community never becomes a demo`() async throws {
    let folder = try TemporaryFolder()
    try await TestServer.run(folder: folder) { server in _ = try await server.member("みと梅ざけ") }
    await #expect(throws: StartRefusal.self) { try await TestServer.run(Self.small, folder: folder) { _ in } }
    await #expect(throws: StartRefusal.self) {
      try await createDemo(
        folder: folder.path + "/data", members: 40, messages: 0, sessionsFile: folder.path + "/sessions")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/sessions"))
  }

  @Test func `demo create writes a cookie for every member, for its owner's eyes`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/sessions.tsv"
    try await createDemo(folder: folder.path + "/data", members: 40, messages: 40, sessionsFile: file)
    #expect(PrivateFile.isPrivate(file))
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
    #expect(lines.count == 40)
    #expect(Set(lines.map { String($0[0]) }) == Set(Role.allCases.map(\.rawValue)))
    try await TestServer.run(folder: folder) { server in
      for line in lines {
        let browser = server.browser()
        browser.keep(cookie: "hiroba", String(line[1]))
        let me = try await browser.get("/api/me")
        #expect((me.json["member"] as? JSON)?["role"] as? String == String(line[0]))
      }
    }
  }
}
