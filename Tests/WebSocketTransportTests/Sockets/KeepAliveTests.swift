import NIOCore
import NIOEmbedded
import Testing

@testable import WebSocketTransport

@Suite struct KeepAliveTests {
  @Test func `a silent client is pinged, and closed with 4009 when it stays silent`() throws {
    let bench = try SocketBench()
    bench.advance(by: .seconds(21))
    #expect(try bench.frames() == [ServerFrame(opcode: 0x9, payload: [])])
    bench.advance(by: .seconds(28))
    #expect(!bench.socket.isClosed)
    bench.advance(by: .seconds(3))
    #expect(try bench.frames().last?.closeCode == 4009)
    #expect(!bench.channel.isActive)
    #expect(bench.delegate.events == [.opened, .closed(code: 4009)])
  }

  @Test func `a client that answers pings stays`() throws {
    let bench = try SocketBench()
    for _ in 0..<300 {
      bench.advance(by: .seconds(1))
      for frame in try bench.frames() where frame.opcode == 0x9 { try bench.receive(clientFrame(0xA)) }
    }
    #expect(!bench.socket.isClosed)
  }

  @Test func `sockets that open together are not pinged together`() throws {
    let benches = try (0..<200).map { _ in try SocketBench() }
    var mostAtOnce = 0
    for _ in 0..<20 {
      for bench in benches { bench.advance(by: .seconds(1)) }
      let pings = try benches.map { try $0.frames().count }.reduce(0, +)
      mostAtOnce = max(mostAtOnce, pings)
    }
    #expect((1..<50).contains(mostAtOnce))
  }
}
