import Community
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import RealtimeServer

@Suite struct MailQueueTests {
  /// Holds deliveries back until the test lets them go.
  private final class Gate: MailTransport {
    private let opened = DispatchSemaphore(value: 0)
    let delivered = Mutex(0)

    func deliver(_ mail: Mail) throws(MailFailure) {
      opened.wait()
      delivered.withLock { $0 += 1 }
    }

    func open(times: Int) { for _ in 0..<times { opened.signal() } }
  }

  private func mail() throws -> Mail {
    Mail(recipient: try EmailAddress("taro@example.jp"), subject: "s", text: "t")
  }

  @Test func `the queue is bounded, and what it took it delivers before it closes`() async throws {
    let gate = Gate()
    let queue = MailQueue(
      transport: gate, limits: MailQueue.Limits(waiting: 3), timers: MultiThreadedEventLoopGroup.singleton.next(),
      logger: TestLog().logger)
    for _ in 0..<3 { try queue.send(mail()) }
    #expect(throws: Refusal.overloaded) { try queue.send(mail()) }
    gate.open(times: 3)
    await queue.close()
    #expect(gate.delivered.withLock { $0 } == 3)
  }

  @Test func `without a mail server, mails are private files and only the newest stay`() throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let paths = Mutex<[String]>([])
    let transport = MailFolder(
      path: folder.path + "/mail", format: MailFormat(from: "hiroba@example.jp", senderName: "ひろば"),
      now: { clock.now }, announce: { path in paths.withLock { $0.append(path) } })
    for _ in 0..<(MailFolder.kept + 2) {
      clock.advance(by: .milliseconds(1))
      try transport.deliver(mail())
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mail")
    #expect(files.count == MailFolder.kept)
    let last = try #require(paths.withLock { $0.last })
    #expect(try FileManager.default.attributesOfItem(atPath: last)[.posixPermissions] as? Int == 0o600)
    #expect(try ReceivedMail(String(contentsOfFile: last, encoding: .utf8)).text == "t")
  }
}
