import Community
import Foundation
import Logging
import Persistence
import Synchronization
import Testing

@testable import RealtimeServer

/// The whole server on a free port of this machine, with a data folder and a clock of its own.
struct TestServer: Sendable {
  let dependencies: Dependencies
  let port: Int
  let clock: TestClock
  let folder: TemporaryFolder
  let log: TestLog
  /// The certificate in use, where the settings name one.
  let certificates: CertificateKeeper?

  /// Starts a server, runs the test against it, and stops it as SIGTERM would.
  ///
  /// - Parameters:
  ///   - settings: by key name, over those of a test: `["public.origin": "https://hiroba.example.jp"]`.
  ///   - folder: the data folder of an earlier run, to start it again.
  static func run(
    _ settings: [String: String] = [:], clock: TestClock = TestClock(), folder: TemporaryFolder? = nil,
    _ body: @escaping @Sendable (TestServer) async throws -> Void
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    try makeScreens(in: folder.path + "/web")
    var flags = [
      "data.folder": folder.path + "/data", "web.root": folder.path + "/web", "http.port": "0",
      "http.eventLoops": "2",
      // A test beside others that take all processors can be late by seconds.
      "http.headerSeconds": "60",
    ]
    flags.merge(settings) { _, last in last }
    let log = TestLog()
    let (ports, running) = AsyncStream.makeStream(of: Int.self)
    let server = try await buildServer(
      ServerConfiguration.load(flags: flags, environment: [:]), logger: log.logger, now: { clock.now },
      onRunning: { port in
        running.yield(port)
        running.finish()
      })
    try await server.run {
      for await port in ports {
        try await body(
          TestServer(
            dependencies: server.dependencies, port: port, clock: clock, folder: folder, log: log,
            certificates: server.services.lazy.compactMap { $0 as? CertificateKeeper }.first))
      }
    }
  }

  /// A browser that has never been here.
  func browser(language: Language = .ja) -> Browser { Browser(server: self, language: language) }

  /// A member with a session, made without mail.
  func member(_ name: String, role: Role = .member) async throws -> Browser {
    let summary = try await makeMember(name, role: role)
    let session = try await dependencies.sessions.begin(for: summary, device: "test", at: clock.now)
    let browser = browser()
    browser.keep(cookie: SessionCookie.session(isSecure: dependencies.configuration.isSecure).name, session.token)
    browser.member = summary
    return browser
  }

  private func makeMember(_ name: String, role: Role) async throws -> MemberSummary {
    let vault = dependencies.vault
    let email = try EmailAddress("m\(UUID().uuidString.lowercased())@example.jp")
    let hash = vault.lookup(email)
    let display = try DisplayName(name)
    let member = try await dependencies.database.members.create(
      NewMember(
        name: display, nameKey: display.key, role: role, emailHash: hash,
        email: try vault.seal(Data(email.text.utf8), for: .email(ofMember: hash)), attributes: nil,
        keyID: vault.keyID, termsVersion: 1, at: clock.now))
    dependencies.names.add([(name: member.name, member: member.id)])
    return member
  }

  /// The e-mails sent so far, oldest first, once all have arrived.
  func mails() async throws -> [ReceivedMail] {
    await (dependencies.mail as? MailQueue)?.idle()
    let path = dependencies.configuration.mailFolder
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return try files.sorted().map { try ReceivedMail(String(contentsOfFile: path + "/" + $0, encoding: .utf8)) }
  }

  /// A room by its slug.
  func room(_ slug: String) throws -> Room {
    try #require(dependencies.rooms.all().first { $0.room.slug == slug }?.room)
  }

  private static func makeScreens(in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder + "/pages", withIntermediateDirectories: true)
    for (path, text) in [
      ("index.html", "<!doctype html><script type=module src=\"/assets/{{BUILD}}/app.js\"></script>"),
      ("app.js", "import './pages/room.js'\n"), ("pages/room.js", "export const room = 1\n"),
      ("sw.js", "const BUILD = '{{BUILD}}'\n"), ("manifest.webmanifest", "{}"), (".secret", "x"), ("notes.bak", "x"),
    ] {
      try text.write(toFile: folder + "/" + path, atomically: true, encoding: .utf8)
    }
  }
}

/// Everything that was logged, for tests of what must not be.
final class TestLog: Sendable {
  private let text = Mutex("")

  var lines: String { text.withLock { $0 } }
  var logger: Logger { Logger(label: "test") { [self] _ in Handler(log: self) } }

  fileprivate func append(_ line: String) { text.withLock { $0 += line } }

  private struct Handler: LogHandler {
    let log: TestLog
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      var all = metadata
      if let own = event.metadata { all.merge(own) { _, last in last } }
      log.append(
        LineLog.line(
          level: event.level, message: "\(event.message)", metadata: all, at: UTC(Timestamp(milliseconds: 0))))
    }
  }
}
