import NIOCore
import NIOEmbedded
import Testing

@testable import WebSocketTransport

@Suite struct SocketTests {
  @Test func `messages reach the delegate and its answers leave in one write`() throws {
    let bench = try SocketBench()
    bench.delegate.onText = { socket, text in socket.send(PreparedFrame(text: "re: " + text)) }
    try bench.receive(clientText("一") + clientText("二") + clientFrame(0x9, [7]))
    #expect(bench.delegate.events == [.opened, .text("一"), .text("二")])
    var writes = try bench.writes()
    #expect(writes.count == 1)
    #expect(ServerFrame.take(&writes[0])?.text == "re: 一")
    #expect(ServerFrame.take(&writes[0])?.text == "re: 二")
    #expect(ServerFrame.take(&writes[0]) == ServerFrame(opcode: 0xA, payload: [7]))
  }

  @Test func `send waits for flush`() throws {
    let bench = try SocketBench()
    bench.socket.send(PreparedFrame(text: "a"))
    #expect(try bench.writes().isEmpty)
    #expect(bench.socket.queuedBytes > 0)
    bench.socket.flush()
    #expect(try bench.frames().map(\.text) == ["a"])
    #expect(bench.socket.queuedBytes == 0)
  }

  @Test func `a close frame is echoed, then our end is sent`() throws {
    let bench = try SocketBench()
    try bench.receive(clientClose(1001) + clientText("late"))
    #expect(try bench.frames() == [ServerFrame(opcode: 0x8, payload: [0x03, 0xE9])])
    bench.advance(by: .seconds(1))
    #expect(bench.delegate.events == [.opened, .closed(code: 1001)])
    #expect(bench.socket.isClosed)
  }

  @Test func `a flood of control frames ends the socket, a keep-alive does not`() throws {
    let bench = try SocketBench()
    for _ in 0..<5 {
      try bench.receive((0..<900).flatMap { _ in clientFrame(0xA) })
      bench.advance(by: .seconds(11))
      try bench.receive(clientText("still here"))
    }
    #expect(!bench.socket.isClosed)
    try bench.receive((0..<2_000).flatMap { _ in clientFrame(0xA) })
    #expect(bench.socket.isClosed)
    #expect(bench.socket.closeCode == 1002)
  }

  @Test func `an empty close frame is answered with an empty one`() throws {
    let bench = try SocketBench()
    try bench.receive(clientFrame(0x8))
    #expect(try bench.frames() == [ServerFrame(opcode: 0x8, payload: [])])
    bench.advance(by: .seconds(1))
    #expect(bench.delegate.events.last == .closed(code: 1005))
  }

  @Test func `closing sends what was queued, hears the answer, and no more messages`() throws {
    let bench = try SocketBench()
    bench.socket.send(PreparedFrame(text: "last"))
    bench.socket.close(code: 4501, reason: "bye")
    bench.socket.send(PreparedFrame(text: "too late"))
    #expect(!bench.socket.sendEphemeral(PreparedFrame(text: "too late")))
    let frames = try bench.frames()
    #expect(frames.map(\.opcode) == [0x1, 0x8])
    #expect(frames.last?.closeCode == 4501)
    try bench.receive(clientText("ignored"))
    #expect(bench.channel.isActive)
    try bench.receive(clientClose(4501))
    bench.advance(by: .milliseconds(1))
    #expect(bench.delegate.events == [.opened, .closed(code: 4501)])
  }

  @Test func `a close that is not answered ends at the timeout`() throws {
    let bench = try SocketBench()
    bench.socket.close(code: 1000)
    bench.advance(by: .milliseconds(2_900))
    #expect(bench.channel.isActive)
    bench.advance(by: .milliseconds(400))
    #expect(!bench.channel.isActive)
    #expect(bench.delegate.events.last == .closed(code: 1000))
  }

  @Test func `a violation is told its code and the rest is not read`() throws {
    let bench = try SocketBench()
    try bench.receive([0x81, 0x01, 0x61] + clientText("after"))
    #expect(try bench.frames().map(\.closeCode) == [1002])
    bench.advance(by: .milliseconds(1))
    #expect(bench.delegate.events == [.opened, .closed(code: 1002)])
  }

  @Test(arguments: [(true, Probe.Event.binary([1, 2])), (false, .closed(code: 1003))])
  func `binary is for delegates that take it`(acceptsBinary: Bool, last: Probe.Event) throws {
    let bench = try SocketBench(acceptsBinary: acceptsBinary)
    try bench.receive(clientFrame(0x2, [1, 2]))
    bench.advance(by: .milliseconds(1))
    #expect(bench.delegate.events.last == last)
  }

  @Test func `draining closes with service restart`() throws {
    let bench = try SocketBench()
    bench.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    #expect(try bench.frames().map(\.closeCode) == [1012])
  }

  /// A fan-out walks a table of sockets; a failing write must not change the table under it.
  @Test func `a write that fails at once is reported after the call that made it`() throws {
    let bench = try SocketBench()
    bench.valve.setting = .broken
    bench.socket.send(PreparedFrame(text: "a"))
    bench.socket.flush()
    #expect(bench.delegate.events == [.opened])
    bench.socket.send(PreparedFrame(text: "b"))
    bench.socket.flush()
    bench.advance(by: .milliseconds(1))
    #expect(bench.delegate.events == [.opened, .closed(code: 1006)])
    bench.socket.send(PreparedFrame(text: "c"))
    bench.socket.flush()
    bench.socket.close(code: 1000)
  }

  @Test func `a connection that ends without a close frame is abnormal`() throws {
    let bench = try SocketBench()
    bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    bench.advance(by: .milliseconds(1))
    #expect(bench.delegate.events == [.opened, .closed(code: 1006)])
  }
}
