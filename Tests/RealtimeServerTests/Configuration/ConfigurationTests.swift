import Community
import Configuration
import Foundation
import Testing

@testable import RealtimeServer

@Suite struct ConfigurationTests {
  private func load(_ environment: [String: String] = [:], flags: [String: String] = [:]) async throws
    -> ServerConfiguration
  {
    var environment = environment
    environment["HIROBA_DATA_FOLDER", default: NSTemporaryDirectory() + "no-such-folder"] += ""
    return try await ServerConfiguration.load(flags: flags, environment: environment)
  }

  @Test func `without any setting the documented defaults hold`() async throws {
    let configuration = try await load()
    #expect(configuration.host == "127.0.0.1")
    #expect(configuration.port == 8080)
    #expect(configuration.maxBodyBytes == 65_536)
    #expect(configuration.eventLoops >= 1)
    #expect(configuration.mail.smtp == nil)
    #expect(configuration.tls == nil)
    #expect(!configuration.demo.isEnabled)
    #expect(!configuration.isSecure)
    #expect(configuration.origin() == "http://localhost:8080")
  }

  @Test func `a flag beats the environment, which beats the file`() async throws {
    let folder = try TemporaryFolder()
    try "# a comment\nHIROBA_HTTP_PORT=1001\nHIROBA_HTTP_HOST = ::1 \n".write(
      toFile: folder.path + "/hiroba.env", atomically: true, encoding: .utf8)
    let file = try await load(["HIROBA_DATA_FOLDER": folder.path])
    #expect(file.port == 1001)
    #expect(file.host == "::1")
    let environment = try await load(["HIROBA_DATA_FOLDER": folder.path, "HIROBA_HTTP_PORT": "1002"])
    #expect(environment.port == 1002)
    let flag = try await load(
      ["HIROBA_DATA_FOLDER": folder.path, "HIROBA_HTTP_PORT": "1002"], flags: ["http.port": "1003"])
    #expect(flag.port == 1003)
  }

  @Test func `a JSON file nests the dotted names`() async throws {
    let folder = try TemporaryFolder()
    try #"{"http":{"port":1004,"trustedProxies":["10.0.0.1"]},"demo":{"enabled":true}}"#.write(
      toFile: folder.path + "/hiroba.json", atomically: true, encoding: .utf8)
    let configuration = try await load(["HIROBA_DATA_FOLDER": folder.path])
    #expect(configuration.port == 1004)
    #expect(configuration.trustedProxies == ["10.0.0.1"])
    #expect(configuration.demo.isEnabled)
  }

  @Test(arguments: [
    ("HIROBA_HTTP_PORT", "eighty", "http.port"), ("HIROBA_HTTP_PORT", "65536", "http.port"),
    ("HIROBA_HTTP_PORT", "-1", "http.port"), ("HIROBA_HTTP_MAX_BODY_BYTES", "10", "http.maxBodyBytes"),
    ("HIROBA_LOG_LEVEL", "loud", "log.level"), ("HIROBA_DEMO_ENABLED", "perhaps", "demo.enabled"),
    ("HIROBA_PUBLIC_ORIGIN", "hiroba.example.jp", "public.origin"),
    ("HIROBA_PUBLIC_ORIGIN", "https://hiroba.example.jp/path", "public.origin"),
    ("HIROBA_PUBLIC_ORIGIN", "javascript:alert(1)", "public.origin"),
    ("HIROBA_TLS_CERTIFICATE", "cert.pem", "tls.key"), ("HIROBA_MAIL_FROM", "nobody", "mail.from"),
    ("HIROBA_MAIL_FROM", "a@b.jp>\r\nBcc: c@d.jp", "mail.from"),
    ("HIROBA_MAIL_SMTP_HOST", "smtp.example.jp/x", "mail.smtp.host"),
    ("HIROBA_COMMUNITY_NAME", "", "community.name"),
  ])
  func `a wrong value stops the start with one sentence that names the setting`(
    name: String, value: String, key: String
  ) async throws {
    let refusal = await #expect(throws: StartRefusal.self) { try await load([name: value]) }
    #expect(refusal?.text.en.contains(key) == true)
    #expect(refusal?.text.ja.contains(key) == true)
    #expect(refusal?.text.en.contains("\n") == false)
  }

  @Test func `a wrong smtp security is refused before any mail is sent in the clear`() async throws {
    await #expect(throws: StartRefusal.self) {
      try await load(["HIROBA_MAIL_SMTP_HOST": "localhost", "HIROBA_MAIL_SMTP_SECURITY": "maybe"])
    }
  }

  @Test func `a name nobody reads in hiroba.env is a typing mistake and is pointed at`() async throws {
    let folder = try TemporaryFolder()
    try "\nHIROBA_HTTP_PROT=1\n".write(toFile: folder.path + "/hiroba.env", atomically: true, encoding: .utf8)
    let refusal = await #expect(throws: StartRefusal.self) { try await load(["HIROBA_DATA_FOLDER": folder.path]) }
    #expect(refusal?.text.en.contains("Line 2") == true)
    #expect(refusal?.text.en.contains("HIROBA_HTTP_PROT") == true)
  }

  @Test func `a secret value never appears in its own error`() async throws {
    let secret = "canary\u{1}value"
    let refusal = await #expect(throws: StartRefusal.self) {
      try await load(["HIROBA_MAIL_SMTP_HOST": "localhost", "HIROBA_MAIL_SMTP_PASSWORD": secret])
    }
    #expect(refusal.map { "\($0)".contains("canary") } == false)
  }

  @Test func `the password is read from a file without its line end`() async throws {
    let folder = try TemporaryFolder()
    try "s3cret\n".write(toFile: folder.path + "/password", atomically: true, encoding: .utf8)
    let configuration = try await load([
      "HIROBA_MAIL_SMTP_HOST": "localhost", "HIROBA_MAIL_SMTP_PASSWORD_FILE": folder.path + "/password",
    ])
    #expect(configuration.mail.smtp?.password == "s3cret")
  }

  @Test(arguments: [
    ("127.0.0.1", 8080, nil, "http://localhost:8080"), ("::", 80, nil, "http://localhost"),
    ("192.0.2.7", 9000, nil, "http://192.0.2.7:9000"), ("2001:db8::1", 9000, nil, "http://[2001:db8::1]:9000"),
    ("0.0.0.0", 8080, "https://Hiroba.example.jp/", "https://hiroba.example.jp"),
  ])
  func `links lead to where members find the server`(host: String, port: Int, origin: String?, expected: String)
    async throws
  {
    var environment = ["HIROBA_HTTP_HOST": host, "HIROBA_HTTP_PORT": "\(port)"]
    environment["HIROBA_PUBLIC_ORIGIN"] = origin
    #expect(try await load(environment).origin() == expected)
  }

  @Test func `every setting has a unique name, a unique environment name and words in both languages`() {
    let keys = ConfigurationKey.all
    #expect(Set(keys.map(\.name)).count == keys.count)
    #expect(Set(keys.map(\.environmentName)).count == keys.count)
    #expect(keys.allSatisfy { !$0.summary.ja.isEmpty && !$0.summary.en.isEmpty })
    #expect(ConfigurationKey.all.first { $0.name == "mail.smtp.password" }?.isSecret == true)
    #expect(
      ConfigurationKey.all.first { $0.name == "http.trustedProxies" }?.environmentName
        == "HIROBA_HTTP_TRUSTED_PROXIES")
  }

  @Test func `docs/configuration.md says what the program reads`() throws {
    let file = repository + "/docs/configuration.md"
    #expect(try String(contentsOfFile: file, encoding: .utf8) == ConfigurationKey.document)
  }
}
