import NIOHTTP1
import Testing

@testable import WebSocketTransport

@Suite struct HandshakeTests {
  private func head(
    _ changes: [String: String?] = [:], method: HTTPMethod = .GET, uri: String = "/ws", version: HTTPVersion = .http1_1
  ) -> HTTPRequestHead {
    var headers: HTTPHeaders = [
      "Host": "localhost", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ]
    for (name, value) in changes {
      headers.remove(name: name)
      if let value { headers.add(name: name, value: value) }
    }
    return HTTPRequestHead(version: version, method: method, uri: uri, headers: headers)
  }

  /// The example of RFC 6455 §1.3.
  @Test(
    arguments: [
      [:], ["Connection": "keep-alive, Upgrade"], ["Connection": "keep-alive ,\tUPGRADE "], ["Upgrade": "WebSocket"],
      ["Upgrade": "h2c, websocket"], ["Content-Length": "0"],
    ] as [[String: String]])
  func `a valid handshake is answered as the standard says`(changes: [String: String]) {
    #expect(Handshake(head(changes), path: "/ws") == .valid(accept: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
  }

  @Test(
    arguments: [
      (["Upgrade": nil], .upgradeRequired), (["Upgrade": "h2c"], .upgradeRequired),
      (["Connection": "keep-alive"], .upgradeRequired), (["Connection": "upgrades"], .upgradeRequired),
      (["Sec-WebSocket-Version": "8"], .upgradeRequired), (["Sec-WebSocket-Version": nil], .upgradeRequired),
      (["Sec-WebSocket-Key": nil], .badRequest), (["Sec-WebSocket-Key": "short"], .badRequest),
      (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZSE="], .badRequest), (["Host": nil], .badRequest),
      (["Content-Length": "5"], .badRequest), (["Transfer-Encoding": "chunked"], .badRequest),
    ] as [([String: String?], Handshake.Refusal)])
  func `a handshake with something wrong is refused`(changes: [String: String?], refusal: Handshake.Refusal) {
    #expect(Handshake(head(changes), path: "/ws") == .invalid(refusal))
  }

  @Test func `other methods and versions are refused`() {
    #expect(Handshake(head(method: .POST), path: "/ws") == .invalid(.methodNotAllowed))
    #expect(Handshake(head(version: .http1_0), path: "/ws") == .invalid(.badRequest))
  }

  @Test(arguments: [("/ws", true), ("/ws?a=/b", true), ("/ws/", false), ("/wss", false), ("/", false), ("/w", false)])
  func `only the configured path is a socket's`(uri: String, isOurs: Bool) {
    #expect((Handshake(head(uri: uri), path: "/ws") != .notOurs) == isOurs)
  }
}
