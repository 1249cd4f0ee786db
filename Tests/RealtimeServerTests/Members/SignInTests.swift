import Community
import Foundation
import Persistence
import Testing

@testable import RealtimeServer

@Suite struct SignInTests {
  private static let profile: [String: any Sendable] = [
    "displayName": "みと梅ざけ", "termsVersion": Terms.current.version,
    "attributes": [
      "ageBand": "thirties", "residence": ["prefecture": "130001"] as [String: String], "interests": [String](),
    ] as [String: any Sendable],
  ]

  /// Asks for a code and returns the one in the mail.
  private func code(_ browser: Browser, _ email: String = "taro@example.jp") async throws -> String {
    let answer = try await browser.post("/api/sign-in/code", ["email": email])
    #expect(answer.status == 200)
    let recipient = "<\(try EmailAddress(email).text)>"
    let mails = try await browser.server.mails()
    return try #require(mails.last { $0.headers["to"] == recipient }?.code)
  }

  private func join(_ browser: Browser, _ email: String = "taro@example.jp", profile: [String: any Sendable] = profile)
    async throws -> Browser.Answer
  {
    let code = try await code(browser, email)
    let verified = try await browser.post("/api/sign-in/verify", ["code": code])
    #expect(verified.json["next"] as? String == "profile")
    return try await browser.post("/api/sign-up", profile)
  }

  @Test func `a newcomer joins with a code, a name and what they want to tell`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let joined = try await join(browser)
      #expect(joined.status == 201)
      let me = try await browser.get("/api/me")
      #expect((me.json["member"] as? [String: any Sendable])?["name"] as? String == "みと梅ざけ")
      #expect(me.json["email"] as? String == "t***@example.jp")
      #expect((me.json["attributes"] as? [String: any Sendable])?["ageBand"] as? String == "thirties")
      #expect(browser.cookie("hiroba-challenge") == nil)

      // On another day, in another browser, the same address is the same member.
      server.clock.advance(by: .seconds(3_600))
      let phone = server.browser()
      let code = try await code(phone, " ＴＡＲＯ@example.jp ")
      let again = try await phone.post("/api/sign-in/verify", ["code": code])
      #expect(again.json["next"] as? String == "signedIn")
      #expect(try await phone.get("/api/me").status == 200)
    }
  }

  @Test func `a member and a stranger get the same answer to a request for a code`() async throws {
    try await TestServer.run { server in
      _ = try await join(server.browser())
      server.clock.advance(by: .seconds(3_600))
      let known = try await server.browser().post("/api/sign-in/code", ["email": "taro@example.jp"])
      let unknown = try await server.browser().post("/api/sign-in/code", ["email": "hanako@example.jp"])
      #expect(known.status == unknown.status)
      #expect(known.text == unknown.text)
      func comparable(_ answer: Browser.Answer) -> [String] {
        // The cookie is random, and the clock may pass a second in between.
        answer.headers.filter { $0.name.lowercased() != "date" }
          .map { $0.name.lowercased() == "set-cookie" ? "set-cookie" : "\($0.name): \($0.value)" }
      }
      #expect(comparable(known) == comparable(unknown))
      // Both were sent a mail of the same words.
      let mails = try await server.mails().suffix(2)
      #expect(Set(mails.map { $0.text.replacingOccurrences(of: $0.code ?? "", with: "") }).count == 1)
    }
  }

  @Test func `a code works once, in the browser that asked, for ten minutes`() async throws {
    try await TestServer.run { server in
      let (browser, other) = (server.browser(), server.browser())
      let first = try await code(browser)
      #expect(try await other.post("/api/sign-in/verify", ["code": first]).errorCode == "codeExpired")
      #expect(try await browser.post("/api/sign-in/verify", ["code": first]).status == 200)
      #expect(try await browser.post("/api/sign-in/verify", ["code": first]).errorCode == "codeExpired")

      server.clock.advance(by: .seconds(61))
      let late = server.browser()
      let second = try await code(late)
      server.clock.advance(by: .seconds(600))
      #expect(try await late.post("/api/sign-in/verify", ["code": second]).errorCode == "codeExpired")
    }
  }

  @Test func `after five wrong tries the right code is worth nothing`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let right = try await code(browser)
      let wrong = right == "000000" ? "000001" : "000000"
      for _ in 0..<4 {
        #expect(try await browser.post("/api/sign-in/verify", ["code": wrong]).errorCode == "codeWrong")
      }
      #expect(try await browser.post("/api/sign-in/verify", ["code": wrong]).errorCode == "codeTriesUsedUp")
      #expect(try await browser.post("/api/sign-in/verify", ["code": right]).errorCode == "codeTriesUsedUp")
    }
  }

  @Test func `parallel guesses get no more tries than others`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let right = try await code(browser)
      let answers = try await withThrowingTaskGroup(of: String?.self) { tasks in
        for guess in 0..<20 {
          let code = String(format: "%06d", (Int(right) ?? 0) + 1 + guess).suffix(6)
          tasks.addTask { try await browser.post("/api/sign-in/verify", ["code": String(code)]).errorCode }
        }
        return try await tasks.reduce(into: [String?]()) { $0.append($1) }
      }
      #expect(answers.count { $0 == "codeWrong" } == 4)
      #expect(answers.count { $0 == "codeTriesUsedUp" } == 16)
    }
  }

  @Test func `codes to one address are at most one a minute and three a quarter of an hour`() async throws {
    try await TestServer.run { server in
      for _ in 0..<3 {
        _ = try await code(server.browser())
        let tooSoon = try await server.browser().post("/api/sign-in/code", ["email": "taro@example.jp"])
        #expect(tooSoon.status == 429)
        #expect(tooSoon.errorCode == "codeTooSoon")
        server.clock.advance(by: .seconds(61))
      }
      #expect(try await server.browser().post("/api/sign-in/code", ["email": "taro@example.jp"]).status == 429)
      server.clock.advance(by: .seconds(900))
      _ = try await code(server.browser())
      #expect(try await server.mails().count == 4)
    }
  }

  @Test func `requests for one address at the same moment send one mail`() async throws {
    try await TestServer.run { server in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
        for _ in 0..<10 {
          tasks.addTask { try await server.browser().post("/api/sign-in/code", ["email": "taro@example.jp"]).status }
        }
        return try await tasks.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(try await server.mails().count == 1)
    }
  }

  @Test func `strangers who use an address up do not keep its owner from signing in`() async throws {
    try await TestServer.run { server in
      let owner = server.browser()
      _ = try await join(owner)
      _ = try await owner.send("POST", "/api/sign-out")
      server.clock.advance(by: .seconds(3_600))
      for _ in 0..<3 {
        _ = try await code(server.browser())
        server.clock.advance(by: .seconds(61))
      }
      #expect(try await server.browser().post("/api/sign-in/code", ["email": "taro@example.jp"]).status == 429)
      let code = try await code(owner)
      let back = try await owner.post("/api/sign-in/verify", ["code": code])
      #expect(back.json["next"] as? String == "signedIn")
      // The mark is for that address alone, and an allowance of its own is still one.
      for _ in 0..<2 { _ = try await self.code(owner) }
      #expect(try await owner.post("/api/sign-in/code", ["email": "taro@example.jp"]).status == 429)
      _ = try await self.code(server.browser(), "hanako@example.jp")
      #expect(try await owner.post("/api/sign-in/code", ["email": "hanako@example.jp"]).status == 429)
    }
  }

  @Test func `one client's codes are limited whatever the addresses`() async throws {
    try await TestServer.run(["signIn.codesPerClient": "3"]) { server in
      for number in 0..<3 { _ = try await code(server.browser(), "m\(number)@example.jp") }
      let answer = try await server.browser().post("/api/sign-in/code", ["email": "m9@example.jp"])
      #expect(answer.errorCode == "codeTooSoon")
    }
  }

  @Test(arguments: ["nobody", "a@b", "a b@example.jp", "a@example.jp\r\nBcc: x@example.jp", ""])
  func `what is no address is refused`(email: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.browser().post("/api/sign-in/code", ["email": email])
      #expect(answer.errorCode == "invalidEmail")
    }
  }

  @Test func `a name is unique however it is spelt, and a used code joins nobody twice`() async throws {
    try await TestServer.run { server in
      let first = server.browser()
      let joined = try await join(first)
      #expect(joined.status == 201)
      #expect(try await first.post("/api/sign-up", Self.profile).errorCode == "codeExpired")
      var profile = Self.profile
      profile["displayName"] = "みと梅ザケ"
      let second = server.browser()
      #expect(try await join(second, "hanako@example.jp", profile: profile).errorCode == "displayNameTaken")
      // The code was not used up by the refusal.
      profile["displayName"] = "つくばの海"
      #expect(try await second.post("/api/sign-up", profile).status == 201)
    }
  }

  @Test(
    arguments: [
      (["displayName": ""], "displayNameInvalid"), (["displayName": "あ\u{202E}い"], "displayNameInvalid"),
      (["displayName": String(repeating: "あ", count: 21)], "displayNameInvalid"),
      (["displayName": "茨城県公式"], "displayNameOfficial"), (["displayName": "運　営"], "displayNameOfficial"),
      (["displayName": "ＡＤＭＩＮ"], "displayNameOfficial"), (["displayName": "目立市役所"], "displayNameOfficial"),
      (["displayName": "茨城県\u{0336}庁\u{0336}"], "displayNameOfficial"), (["displayName": "死ね"], "watchedWord"),
      (["termsVersion": 0], "termsNotAccepted"), (["termsVersion": 99], "termsNotAccepted"),
      (["attributes": ["ageBand": "ancient"]], "attributeInvalid"),
      (["attributes": ["residence": ["prefecture": "130001", "municipality": "082015"]]], "attributeInvalid"),
      (["attributes": ["interests": ["nothing"]]], "attributeInvalid"),
    ] as [([String: any Sendable], String)])
  func `a profile that does not fit is refused`(change: [String: any Sendable], code: String) async throws {
    try await TestServer.run { server in
      var profile = Self.profile
      for (key, value) in change { profile[key] = value }
      let answer = try await join(server.browser(), profile: profile)
      #expect(answer.errorCode == code)
    }
  }

  @Test func `nobody becomes more than a member by saying so`() async throws {
    try await TestServer.run { server in
      var profile = Self.profile
      profile["role"] = "administrator"
      profile["badges"] = ["県公式"]
      profile["id"] = 1
      profile["member"] = ["role": "staff"]
      let joined = try await join(server.browser(), profile: profile)
      let member = joined.json["member"] as? [String: any Sendable]
      #expect(member?["role"] as? String == "member")
      #expect(member?["badges"] == nil)
    }
  }

  @Test func `neither address nor code nor token is ever logged`() async throws {
    try await TestServer.run { server in
      let browser = server.browser()
      let code = try await code(browser, "canary-address@example.jp")
      _ = try await browser.post("/api/sign-in/verify", ["code": code])
      _ = try await browser.post("/api/sign-up", Self.profile)
      _ = try await browser.get("/api/search?q=canary-query")
      let token = try #require(browser.cookie("hiroba"))
      for secret in ["canary", code, token, "みと梅ざけ"] { #expect(!server.log.lines.contains(secret)) }
      #expect(server.log.lines.contains("http.request"))
    }
  }

  @Test func `what was told in confidence is nowhere in the files`() async throws {
    let folder = try TemporaryFolder()
    try await TestServer.run(folder: folder) { server in
      let browser = server.browser()
      _ = try await join(browser, "canary-address@example.jp")
    }
    let data = folder.path + "/data"
    for name in try FileManager.default.contentsOfDirectory(atPath: data) where name.hasPrefix("hiroba.sqlite") {
      let bytes = try #require(FileManager.default.contents(atPath: data + "/" + name))
      #expect(bytes.range(of: Data("canary-address".utf8)) == nil)
      #expect(bytes.range(of: Data("thirties".utf8)) == nil)
    }
  }

  @Test func `with a foreign key file the server does not start`() async throws {
    let folder = try TemporaryFolder()
    try await TestServer.run(folder: folder) { server in _ = try await join(server.browser()) }
    let keys = folder.path + "/data/keys/vault.keys"
    let good = try #require(FileManager.default.contents(atPath: keys))
    try FileManager.default.removeItem(atPath: keys)
    await #expect(throws: StartRefusal.self) { try await TestServer.run(folder: folder) { _ in } }
    _ = try VaultKeys.load(keys, isNew: true)
    let refusal = await #expect(throws: StartRefusal.self) { try await TestServer.run(folder: folder) { _ in } }
    #expect(refusal?.text.en.contains("does not belong") == true)
    try FileManager.default.removeItem(atPath: keys)
    try PrivateFile.create(keys, contents: good)
    try await TestServer.run(folder: folder) { _ in }
  }
}
