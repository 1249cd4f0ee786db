import Community
import Foundation
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import RealtimeServer

/// Against a real mail server: what libcurl really says on the wire.
@Suite(.enabled(if: SMTPSink.isAvailable && TestCertificate.isAvailable, "run bin/setup test first"))
struct SubmissionTests {
  private let clock = TestClock()
  private let log = TestLog()

  private func submission(
    _ sink: SMTPSink, _ security: ServerConfiguration.SMTP.Security, user: String? = nil, password: String? = nil,
    authorities: String? = nil
  ) -> SMTPSubmission {
    let clock = clock
    return SMTPSubmission(
      settings: ServerConfiguration.SMTP(
        host: "127.0.0.1", port: sink.port, security: security, user: user, password: password,
        authorities: authorities, timeoutSeconds: 10),
      format: MailFormat(from: "hiroba@example.jp", senderName: "いばらきひろば"), now: { clock.now })
  }

  private func mail(_ recipient: String = "taro@example.jp") throws -> Mail {
    MailText.signInCode("012345", to: try EmailAddress(recipient), community: "いばらきひろば", in: .ja)
  }

  @Test func `a mail arrives as it was written`() async throws {
    let sink = try await SMTPSink()
    try submission(sink, .none).deliver(mail())
    let message = try #require(await sink.messages.first { _ in true })
    #expect(message.from == "hiroba@example.jp")
    #expect(message.to == ["taro@example.jp"])
    #expect(!message.tls)
    let received = try message.mail
    #expect(received.subject == "012345 はいばらきひろばのサインインコードです")
    #expect(received.code == "012345")
    #expect(received.headers["to"] == "<taro@example.jp>")
  }

  @Test(arguments: [ServerConfiguration.SMTP.Security.starttls, .tls])
  func `with TLS and a password it arrives only when both are right`(
    security: ServerConfiguration.SMTP.Security
  ) async throws {
    let certificate = try TestCertificate()
    let sink = try await SMTPSink(
      ["--certificate", certificate.certificate, "--key", certificate.key, "--user", "hiroba", "--password", "s3cret"]
        + (security == .tls ? ["--implicit-tls"] : []))
    let wrong = submission(
      sink, security, user: "hiroba", password: "guess", authorities: certificate.certificate)
    #expect(throws: MailFailure.self) { try wrong.deliver(mail()) }
    // Nobody vouches for the certificate: nothing is said to such a server, least of all the password.
    let untrusted = submission(sink, security, user: "hiroba", password: "s3cret")
    #expect(throws: MailFailure.self) { try untrusted.deliver(mail()) }
    let right = submission(
      sink, security, user: "hiroba", password: "s3cret", authorities: certificate.certificate)
    try right.deliver(mail())
    let message = try #require(await sink.messages.first { _ in true })
    #expect(message.tls)
    #expect(message.user == "hiroba")
  }

  @Test func `where STARTTLS is asked for, a server without it gets nothing`() async throws {
    let sink = try await SMTPSink()
    #expect(throws: MailFailure.self) { try submission(sink, .starttls).deliver(mail()) }
  }

  @Test(arguments: [("reject@example.jp", false, 550), ("busy@example.jp", true, 451)])
  func `a refusal says whether another try makes sense, and not for whom`(
    recipient: String, isTemporary: Bool, answer: Int
  ) async throws {
    let sink = try await SMTPSink()
    let failure = #expect(throws: MailFailure.self) { try submission(sink, .none).deliver(mail(recipient)) }
    #expect(failure?.isTemporary == isTemporary)
    #expect(failure?.answer == answer)
    #expect(failure.map { "\($0)".contains("example.jp") } == false)
  }

  @Test func `a server that is not there is a temporary trouble`() throws {
    let clock = clock
    let nowhere = SMTPSubmission(
      settings: ServerConfiguration.SMTP(host: "127.0.0.1", port: 1, security: .none, timeoutSeconds: 2),
      format: MailFormat(from: "hiroba@example.jp", senderName: "x"), now: { clock.now })
    let failure = #expect(throws: MailFailure.self) { try nowhere.deliver(mail()) }
    #expect(failure?.isTemporary == true)
  }

  @Test func `the queue tries again after a temporary refusal and gives up after a final one`() async throws {
    let sink = try await SMTPSink()
    let queue = MailQueue(
      transport: submission(sink, .none),
      limits: MailQueue.Limits(waiting: 10, pauses: [.milliseconds(1)]),
      timers: MultiThreadedEventLoopGroup.singleton.next(), logger: log.logger)
    try queue.send(mail("busy@example.jp"))
    let message = try #require(await sink.messages.first { _ in true })
    #expect(message.to == ["busy@example.jp"])
    try queue.send(mail("reject@example.jp"))
    await queue.idle()
    #expect(log.lines.contains("smtp.answer=550"))
    #expect(log.lines.contains("retry=false"))
    #expect(!log.lines.contains("example.jp"))
    #expect(!log.lines.contains("012345"))
    await queue.close()
    #expect(throws: Refusal.overloaded) { try queue.send(mail()) }
  }
}
