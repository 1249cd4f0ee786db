import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import WebSocketTransport

/// The HTTP side over real connections.
@Suite(.timeLimit(.minutes(2))) struct HTTPTests {
  private static let page = String(repeating: "ただいま、水戸。", count: 500)

  /// `/page` is text of known length, `/stream` text in pieces, `/picture` a PNG, `/echo` what was sent.
  private static let site: HTTPChannelHandler.Responder = { request, writer, channel in
    var head = HTTPResponse(status: .ok, headerFields: [.contentType: "text/html; charset=utf-8"])
    switch request.head.path {
    case "/page":
      head.headerFields[.contentLength] = "\(page.utf8.count)"
      if request.method == .head { return try await writer.writeResponse(head) }
      try await writer.write(response: head, body: .init(byteBuffer: ByteBuffer(string: page)))
    case "/known":
      head.headerFields[.contentLength] = "\(page.utf8.count)"
      var body = try await writer.writeHead(head)
      try await body.write(ByteBuffer(string: page))
      try await body.finish(nil)
    case "/picture":
      head.headerFields = [.contentType: "image/png", .contentLength: "4096"]
      try await writer.write(response: head, body: .init(byteBuffer: ByteBuffer(repeating: 7, count: 4_096)))
    case "/echo":
      let body = try await request.body.collect(upTo: 65_536)
      head.headerFields = [.contentType: "text/plain", .contentLength: "\(body.readableBytes)"]
      try await writer.write(response: head, body: .init(byteBuffer: body))
    default:
      try await TestServer.notFound(request, writer, channel)
    }
  }

  private func get(_ path: String, method: String = "GET", _ fields: String = "") -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
  }

  @Test func `a kept-alive connection serves one request after another, pipelined ones too`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(
        get("/echo", method: "POST", "Content-Length: 3\r\n") + "abc" + get("/page") + get("/picture"))
      #expect(try await client.nextResponse().body == Array("abc".utf8))
      #expect(try await client.nextResponse().body == Array(Self.page.utf8))
      #expect(try await client.nextResponse().body.count == 4_096)
      try await client.send(get("/echo", method: "POST", "Content-Length: 1\r\n") + "z")
      #expect(try await client.nextResponse().body == Array("z".utf8))
    }
  }

  @Test func `text is compressed for clients that take it, with the right framing`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      let gzip = "Accept-Encoding: gzip, deflate, br\r\n"
      try await client.send(get("/page", gzip) + get("/picture", gzip) + get("/page", method: "HEAD", gzip))
      let page = try await client.nextResponse()
      #expect(page.head.fields["content-encoding"] == "gzip")
      #expect(page.head.fields["vary"] == "accept-encoding")
      #expect(page.body.prefix(2) == [0x1F, 0x8B])
      #expect(page.body.count < Self.page.utf8.count / 10)
      let picture = try await client.nextResponse()
      #expect(picture.head.fields["content-encoding"] == nil)
      #expect(picture.body.count == 4_096)
      let head = try await client.nextHead()
      #expect(head.fields["content-encoding"] == nil)
      #expect(head.fields["content-length"] == "\(Self.page.utf8.count)")
      try await client.send(get("/page"))
      #expect(try await client.nextResponse().body == Array(Self.page.utf8))
    }
  }

  @Test func `a compressed body written in parts does not keep its plain length`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(get("/known", "Accept-Encoding: gzip\r\n"))
      let head = try await client.nextHead()
      #expect(head.fields["content-encoding"] == "gzip")
      #expect(head.fields["content-length"] == nil)
      #expect(head.fields["transfer-encoding"] == "chunked")
      let end = Array("\r\n0\r\n\r\n".utf8)
      try await client.next { buffer in buffer.readableBytesView.suffix(7).elementsEqual(end) ? () : nil }
    }
  }

  /// NIO's compressor alone stops the process here.
  @Test func `nonsense behind a request is answered with 400`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(get("/picture", "Accept-Encoding: gzip\r\n"))
      #expect(try await client.nextResponse().head.status == 200)
      try await client.send("nonsense\r\n\r\n")
      #expect(try await client.nextHead().status == 400)
      try await client.ended()
    }
  }

  @Test(arguments: ["", "Host: a\r\nHost: b\r\n"])
  func `a request that leaves its host in doubt is answered with 400`(hosts: String) async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send("GET /picture HTTP/1.1\r\n\(hosts)\r\n")
      #expect(try await client.nextHead().status == 400)
      try await client.ended()
    }
  }

  @Test func `a connection of an HTTP/1.0 client ends with its answer`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send("GET /picture HTTP/1.0\r\n\r\n")
      #expect(try await client.nextResponse().body.count == 4_096)
      try await client.ended()
    }
  }

  @Test func `an idle kept-alive connection is closed`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.httpIdleTimeout = .milliseconds(200)
    try await TestServer.run(configuration, responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(get("/picture"))
      #expect(try await client.nextResponse().head.status == 200)
      try await client.ended()
    }
  }

  @Test func `a body that drips is cut at its deadline`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.bodyDeadline = .milliseconds(200)
    try await TestServer.run(configuration, responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(get("/echo", method: "POST", "Content-Length: 1000\r\n") + "abc")
      try await client.ended()
    }
  }

  @Test func `a response that nobody reads is given up`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.responseStallTimeout = .milliseconds(200)
    let (failures, failed) = AsyncStream<Void>.makeStream()
    let endless: HTTPChannelHandler.Responder = { _, writer, _ in
      var body = try await writer.writeHead(HTTPResponse(status: .ok))
      do {
        while true { try await body.write(ByteBuffer(repeating: 7, count: 65_536)) }
      } catch {
        failed.finish()
        throw error
      }
    }
    try await TestServer.run(configuration, responder: endless) { server in
      let client = try await RawClient.connect(port: server.port, reads: false)
      try await client.send(get("/"))
      for await _ in failures {}
      try await client.close()
    }
  }

  @Test func `an upgrade on a used connection is told to come again`() async throws {
    try await TestServer.run(decide: Probe().decide, responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(get("/picture"))
      #expect(try await client.nextResponse().head.status == 200)
      try await client.send(RawClient.handshake())
      #expect(try await client.nextHead().status == 426)
    }
  }

  @Test func `a request that offers another protocol is served, and is its connection's last`() async throws {
    try await TestServer.run(responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(
        get("/picture", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"))
      #expect(try await client.nextResponse().head.status == 200)
      try await client.ended()
    }
  }

  @Test func `a route that is not a socket's after all is served by HTTP`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.path = "/page"
    try await TestServer.run(configuration, decide: { _ in .notAWebSocketRoute }, responder: Self.site) { server in
      let client = try await RawClient.connect(port: server.port)
      try await client.send(RawClient.handshake(path: "/page"))
      #expect(try await client.nextResponse().body == Array(Self.page.utf8))
      try await client.ended()
    }
  }
}
