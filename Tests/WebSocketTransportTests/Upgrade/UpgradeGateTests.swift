import NIOCore
import Testing

@testable import WebSocketTransport

/// Over real connections.
@Suite(.timeLimit(.minutes(2))) struct UpgradeGateTests {
  @Test func `a socket opens, and what came in the same packet as the handshake is heard`() async throws {
    let probe = Probe(echoes: true)
    try await TestServer.run(decide: probe.decide) { server in
      let client = try await RawClient.open(port: server.port, first: clientText("早い"))
      #expect(try await client.nextFrame().text == "早い")
      try await client.send(clientText("次"))
      #expect(try await client.nextFrame().text == "次")
      #expect(try await probe.nextEvent() == .opened)
      #expect(try await probe.nextEvent() == .text("早い"))
      try await client.close()
    }
  }

  @Test func `the application sees the handshake before it decides`() async throws {
    let decide: TestServer.Decide = { request in
      let isRight =
        request.uri == "/ws?v=1" && request.header("COOKIE") == "a=1; b=2" && request.header("x-none") == nil
        && request.remoteAddress == "127.0.0.1" && !request.isSecure
      return .refuse(status: isRight ? 403 : 500, body: nil)
    }
    try await TestServer.run(decide: decide) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(RawClient.handshake(path: "/ws?v=1", extra: "Cookie: a=1\r\nCookie: b=2\r\n"))
      #expect(try await client.nextHead().status == 403)
    }
  }

  @Test func `a refused upgrade is answered with its body, and the connection ends`() async throws {
    let body = #"{"error":{"code":"signInRequired"}}"#
    let decide: TestServer.Decide = { _ in .refuse(status: 401, body: Array(body.utf8)) }
    try await TestServer.run(decide: decide) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(Array(RawClient.handshake().utf8) + clientText("too early"))
      let answer = try await client.nextResponse()
      #expect(answer.head.status == 401)
      #expect(answer.head.fields["content-type"] == "application/json; charset=utf-8")
      #expect(answer.head.fields["connection"] == "close")
      #expect(String(decoding: answer.body, as: UTF8.self) == body)
      try await client.ended()
    }
  }

  struct Nonsense: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: String
    var status: Int
  }

  private static let long = String(repeating: "a", count: 9_000)
  private static let fields = (0..<101).map { "X-\($0): a\r\n" }.joined()
  private static let largeFields = (0..<10).map { "X-\($0): \(long.prefix(2_000))\r\n" }.joined()

  static let nonsense = [
    Nonsense(testDescription: "no upgrade", request: "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n", status: 426),
    Nonsense(
      testDescription: "another version",
      request: RawClient.handshake().replacing("Version: 13", with: "Version: 8"), status: 426),
    Nonsense(
      testDescription: "a short key",
      request: RawClient.handshake().replacing(RawClient.handshakeKey, with: "short"), status: 400),
    Nonsense(
      testDescription: "POST", request: "POST /ws HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", status: 405),
    Nonsense(testDescription: "not HTTP", request: "nonsense\r\n\r\n", status: 400),
    Nonsense(testDescription: "a long field", request: "GET / HTTP/1.1\r\nX-Long: \(long)\r\n\r\n", status: 431),
    Nonsense(testDescription: "many fields", request: "GET / HTTP/1.1\r\n\(fields)\r\n", status: 431),
    Nonsense(testDescription: "large fields", request: "GET / HTTP/1.1\r\n\(largeFields)\r\n", status: 431),
    Nonsense(testDescription: "a long path", request: "GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", status: 431),
  ]

  @Test(arguments: nonsense)
  func `what is not a handshake is answered and the connection ends`(sample: Nonsense) async throws {
    try await TestServer.run(decide: Probe().decide) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(sample.request)
      #expect(try await client.nextHead().status == sample.status)
      try await client.ended()
    }
  }

  @Test func `silent and dripping connections are cut at the header deadline, others are served`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.headerDeadline = .milliseconds(500)
    let probe = Probe(echoes: true)
    try await TestServer.run(configuration, decide: probe.decide) { server in
      let clients = try await connectMany(100, port: server.port)
      // On a slow machine the first may be cut before the last has said anything.
      for client in clients.prefix(50) { try? await client.send("GET / HTTP/1.1\r\nX-Slow: ") }
      let socket = try await RawClient.open(port: server.port)
      let start = ContinuousClock.now
      for client in clients { try await client.ended() }
      #expect(ContinuousClock.now - start < .seconds(30))
      try await socket.send(clientText("still here"))
      #expect(try await socket.nextFrame().text == "still here")
    }
  }

  @Test func `an application that does not decide in time is answered for`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.decisionDeadline = .milliseconds(200)
    let decide: TestServer.Decide = { _ in
      try? await Task.sleep(for: .seconds(60))
      return .refuse(status: 500, body: nil)
    }
    try await TestServer.run(configuration, decide: decide) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(RawClient.handshake())
      #expect(try await client.nextHead().status == 503)
      try await client.ended()
    }
  }

  @Test func `a client that leaves while the application decides leaves nothing behind`() async throws {
    let (asked, sink) = AsyncStream<Void>.makeStream()
    let (answers, answer) = AsyncStream<Void>.makeStream()
    let probe = Probe()
    let decide: TestServer.Decide = { request in
      sink.yield()
      for await _ in answers { break }
      return await probe.decide(request)
    }
    try await TestServer.run(decide: decide) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(RawClient.handshake())
      for await _ in asked { break }
      try await client.close()
      answer.yield()
      answer.finish()
      let next = try await RawClient.open(port: server.port)
      try await next.send(clientClose(1000))
      #expect(try await next.nextFrame().closeCode == 1000)
    }
  }

  @Test func `a connection over the limit is closed, and there is room again when one leaves`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.maximumConnections = 2
    let probe = Probe()
    try await TestServer.run(configuration, decide: probe.decide) { server in
      let first = try await RawClient.open(port: server.port)
      let second = try await RawClient.open(port: server.port)
      let third = try await RawClient.connect(port: server.port)
      try await third.ended()
      try await second.send(clientClose(1000))
      try await second.ended()
      while try await probe.nextEvent() != .closed(code: 1000) {}
      let fourth = try await RawClient.open(port: server.port)
      for client in [first, fourth] { try await client.close() }
    }
  }

  private func connectMany(_ count: Int, port: Int) async throws -> [RawClient] {
    try await withThrowingTaskGroup(of: RawClient.self) { tasks in
      for _ in 0..<count { tasks.addTask { try await RawClient.connect(port: port) } }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
  }
}
