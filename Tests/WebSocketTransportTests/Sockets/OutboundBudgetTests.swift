import NIOCore
import NIOEmbedded
import Testing

@testable import WebSocketTransport

@Suite struct OutboundBudgetTests {
  private let configuration: TransportConfiguration = {
    var configuration = TransportConfiguration()
    configuration.outboundBudget = 10_000
    return configuration
  }()
  private let frame = PreparedFrame(text: String(repeating: "a", count: 1_000))

  private func shutBench() throws -> SocketBench {
    let bench = try SocketBench(configuration: configuration)
    bench.valve.setting = .shut
    return bench
  }

  @Test func `while a write is on its way, the rest waits and follows in one write`() throws {
    let bench = try shutBench()
    for text in ["a", "b", "c"] {
      bench.socket.send(PreparedFrame(text: text))
      bench.socket.flush()
    }
    #expect(bench.socket.queuedBytes > 9)
    bench.valve.open()
    var writes = try bench.writes()
    #expect(writes.count == 2)
    #expect(ServerFrame.take(&writes[0])?.text == "a")
    #expect(ServerFrame.take(&writes[1])?.text == "b")
    #expect(ServerFrame.take(&writes[1])?.text == "c")
    #expect(bench.socket.queuedBytes == 0)
  }

  @Test func `ephemeral frames are dropped beyond half the budget`() throws {
    let bench = try shutBench()
    var taken = 0
    while bench.socket.sendEphemeral(frame) {
      bench.socket.flush()
      taken += 1
    }
    #expect(taken == 5)
    #expect(bench.socket.roomForMore == 0)
    #expect(!bench.socket.isClosed)
    bench.valve.open()
    #expect(try bench.frames().count == 5)
    #expect(bench.socket.sendEphemeral(frame))
  }

  @Test func `beyond the whole budget the socket is closed with 4008 and what waited is dropped`() throws {
    let bench = try shutBench()
    var sent = 0
    while !bench.socket.isClosed {
      bench.socket.send(frame)
      bench.socket.flush()
      sent += 1
      #expect(bench.socket.queuedBytes <= configuration.outboundBudget + frame.byteCount + 64)
    }
    #expect(sent == 11)
    #expect(bench.socket.queuedBytes < 1_200)
    #expect(bench.delegate.events == [.opened])
    bench.advance(by: .milliseconds(1_300))
    #expect(!bench.channel.isActive)
    #expect(bench.delegate.events == [.opened, .closed(code: 4008)])
  }

  @Test func `beyond half for too long the socket is closed with 4008`() throws {
    let bench = try shutBench()
    for _ in 0..<7 { bench.socket.send(frame) }
    bench.socket.flush()
    bench.advance(by: .milliseconds(7_900))
    #expect(!bench.socket.isClosed)
    bench.advance(by: .milliseconds(300))
    #expect(bench.socket.isClosed)
    bench.advance(by: .milliseconds(1_300))
    #expect(bench.delegate.events.last == .closed(code: 4008))
  }

  @Test func `a client that reads again in time stays and hears everything`() throws {
    let bench = try shutBench()
    for _ in 0..<7 { bench.socket.send(frame) }
    bench.socket.flush()
    bench.advance(by: .seconds(7))
    bench.valve.open()
    bench.advance(by: .seconds(3))
    #expect(!bench.socket.isClosed)
    #expect(try bench.frames().filter { $0.opcode == 0x1 }.count == 7)
  }

  @Test func `many tiny frames cannot hide what they cost`() throws {
    let bench = try shutBench()
    let tiny = PreparedFrame(text: "a")
    bench.socket.send(tiny)
    bench.socket.flush()
    var waiting = 0
    while bench.socket.sendEphemeral(tiny) { waiting += 1 }
    #expect(waiting < 10_000 / 2 / 64 + 2)
  }

  @Test func `one answer larger than the budget is sent, a second one waiting behind it is not`() throws {
    let bench = try shutBench()
    let large = PreparedFrame(text: String(repeating: "a", count: 20_000))
    bench.socket.send(large)
    bench.socket.flush()
    #expect(!bench.socket.isClosed)
    bench.valve.open()
    #expect(try bench.frames().count == 1)
    bench.valve.setting = .shut
    bench.socket.send(large)
    bench.socket.flush()
    bench.socket.send(large)
    #expect(bench.socket.isClosed)
  }
}
