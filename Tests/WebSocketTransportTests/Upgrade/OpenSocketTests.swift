import NIOCore
import Testing

@testable import WebSocketTransport

/// Sockets over real connections: what the kernel has a part in.
@Suite(.timeLimit(.minutes(2))) struct OpenSocketTests {
  @Test func `a message one byte over 64 KiB is refused with 1009, one of 64 KiB is not`() async throws {
    let probe = Probe(echoes: true)
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port)
      try await client.send(clientFrame(0x1, Array(repeating: 0x61, count: 65_536)))
      #expect(try await client.nextFrame().payload.count == 65_536)
      try await client.send(clientFrame(0x1, Array(repeating: 0x61, count: 65_537)))
      #expect(try await client.nextFrame().closeCode == 1009)
      try await client.ended()
    }
  }

  @Test func `a burst arrives whole and in order`() async throws {
    let probe = Probe()
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port)
      let socket = try await probe.nextSocket()
      try await socket.run { socket in
        for number in 0..<1_000 {
          socket.send(PreparedFrame(text: "\(number)"))
          if number.isMultiple(of: 7) { socket.flush() }
        }
        socket.flush()
      }
      for number in 0..<1_000 { #expect(try await client.nextFrame().text == "\(number)") }
      try await client.close()
    }
  }

  @Test func `what is sent at once does not overtake what waits, nor what the kernel had no room for`() async throws {
    let probe = Probe()
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port)
      let socket = try await probe.nextSocket()
      let large = String(repeating: "水戸", count: 500_000)
      let neededFlush = try await socket.run { socket in
        let afterNothing = socket.sendAtOnce(PreparedFrame(text: "1"))
        socket.send(PreparedFrame(text: "2"))
        let afterQueued = socket.sendAtOnce(PreparedFrame(text: "3"))
        socket.flush()
        let ofLarge = socket.sendAtOnce(PreparedFrame(text: large))
        return [afterNothing, afterQueued, ofLarge]
      }
      #expect(neededFlush == [false, true, false])
      for text in ["1", "2", "3", large] { #expect(try await client.nextFrame().text == text) }
      try await client.close()
    }
  }

  @Test func `a large answer arrives whole though the kernel takes it in parts`() async throws {
    let probe = Probe()
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port)
      let socket = try await probe.nextSocket()
      let large = String(repeating: "水戸", count: 500_000)
      let waiting = try await socket.run { socket in
        socket.send(PreparedFrame(text: large))
        socket.flush()
        let waiting = socket.queuedBytes
        socket.sendEphemeral(PreparedFrame(text: "after"))
        return waiting
      }
      #expect(waiting > 0)
      #expect(try await client.nextFrame().text == large)
      try await socket.run { socket in
        socket.send(PreparedFrame(text: "after"))
        socket.flush()
      }
      #expect(try await client.nextFrame().text == "after")
      try await client.close()
    }
  }

  /// R8: memory bounded, cut in time, and told apart from a client that left.
  @Test func `a client that never reads is bounded and cut`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.slowTimeout = .milliseconds(500)
    configuration.abortDelay = .milliseconds(200)
    let probe = Probe()
    let budget = configuration.outboundBudget
    try await TestServer.run(configuration, decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port, reads: false)
      let socket = try await probe.nextSocket()
      let frame = PreparedFrame(text: String(repeating: "a", count: 4_000))
      let start = ContinuousClock.now
      let sent = try await socket.run { socket in
        var sent = 0
        while socket.roomForMore > 0 {
          socket.send(frame)
          socket.flush()
          sent += frame.byteCount
          #expect(socket.queuedBytes <= budget)
        }
        return sent
      }
      #expect(sent < 1_048_576)
      while try await probe.nextEvent() != .closed(code: 4008) {}
      #expect(ContinuousClock.now - start < .seconds(8))
      try await client.close()
    }
  }

  @Test func `a stopping server closes its sockets with 1012`() async throws {
    let probe = Probe()
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port)
      let socket = try await probe.nextSocket()
      try await socket.run { $0.context?.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
      #expect(try await client.nextFrame().closeCode == 1012)
      try await client.send(clientClose(1012))
      try await client.ended()
    }
  }

  @Test func `a client that resets its connection is gone at once`() async throws {
    let probe = Probe()
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port, reads: false)
      #expect(try await probe.nextEvent() == .opened)
      // The kernel resets a connection that is closed with bytes unread: the handshake's answer.
      try await client.close()
      #expect(try await probe.nextEvent() == .closed(code: 1006))
    }
  }
}
