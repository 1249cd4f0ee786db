import Foundation
import Testing

@testable import RealtimeServer

@Suite struct ScreensTests {
  private func build(_ page: Browser.Answer) throws -> String {
    let parts = page.text.components(separatedBy: "/assets/")
    return try #require(parts.dropFirst().first?.components(separatedBy: "/").first)
  }

  @Test func `every address of the app answers its page, which names the build`() async throws {
    try await TestServer.run { server in
      let first = try await server.browser().get("/")
      #expect(first.status == 200)
      #expect(first.header("Content-Type") == "text/html; charset=utf-8")
      #expect(first.header("Cache-Control") == "no-cache")
      let build = try build(first)
      #expect(build.count == 16)
      for path in ["/rooms/1", "/rooms/1/posts/9?at=3", "/search", "/me", "/sign-in", "/setup"] {
        #expect(try await server.browser().get(path).text == first.text)
      }
    }
  }

  @Test func `files of the build are kept for a year, the service worker is asked about each time`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let build = try build(try await browser.get("/"))
      let script = try await browser.get("/assets/\(build)/pages/room.js")
      #expect(script.status == 200)
      #expect(script.header("Content-Type") == "text/javascript; charset=utf-8")
      #expect(script.header("Cache-Control") == "public, max-age=31536000, immutable")
      let worker = try await browser.get("/sw.js")
      #expect(worker.text.contains(build))
      #expect(worker.header("Cache-Control") == "no-cache")
      let tag = try #require(worker.header("ETag"))
      #expect(try await browser.get("/sw.js", headers: ["If-None-Match": tag]).status == 304)
      let list = try await browser.get("/assets/\(build)/assets.json").json
      #expect(list["build"] as? String == build)
      #expect((list["files"] as? [String])?.sorted() == ["/assets/\(build)/app.js", "/assets/\(build)/pages/room.js"])
    }
  }

  @Test func `another build's files, hidden files and what lies outside are not there`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let build = try build(try await browser.get("/"))
      for path in [
        "/assets/0000000000000000/app.js", "/assets/\(build)/.secret", "/.secret", "/assets/\(build)/notes.bak",
        "/assets/\(build)/../../data/hiroba.sqlite", "/assets/\(build)/%2e%2e/%2e%2e/data/hiroba.sqlite",
        "/assets/\(build)/index.html", "/index.html/x.js", "/app.js", "/assets/\(build)/",
      ] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }

  @Test func `the build changes with any file and only then`() throws {
    let folder = try TemporaryFolder()
    func write(_ text: String, _ path: String) throws {
      try text.write(toFile: folder.path + "/" + path, atomically: true, encoding: .utf8)
    }
    try write("a", "index.html")
    try write("b", "app.js")
    let first = try WebTree(root: folder.path).build
    #expect(try WebTree(root: folder.path).build == first)
    try write("c", "app.js")
    let second = try WebTree(root: folder.path).build
    #expect(second != first)
    try write("c", "app2.js")
    #expect(try WebTree(root: folder.path).build != second)
    #expect(throws: StartRefusal.self) { try WebTree(root: folder.path + "/nowhere") }
  }

  @Test func `the project's own screens can be served`() throws {
    let tree = try WebTree(root: repository + "/web")
    #expect(tree.files["index.html"] != nil)
    #expect(tree.files["app.js"] != nil)
  }
}
