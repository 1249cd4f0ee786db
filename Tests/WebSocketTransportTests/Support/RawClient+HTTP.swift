import NIOCore

extension RawClient {
  static let handshakeKey = "dGhlIHNhbXBsZSBub25jZQ=="

  /// A valid handshake for `path`.
  static func handshake(path: String = "/ws", extra: String = "") -> String {
    """
    GET \(path) HTTP/1.1\r
    Host: localhost\r
    Connection: keep-alive, Upgrade\r
    Upgrade: websocket\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: \(handshakeKey)\r
    \(extra)\r

    """
  }

  /// Opens a socket. When the method returns, what `first` holds was sent in one packet with the handshake.
  static func open(
    port: Int, reads: Bool = true, first: [UInt8] = [], security: (@Sendable () throws -> any ChannelHandler)? = nil
  ) async throws -> RawClient {
    let client = try await connect(port: port, reads: reads, security: security)
    try await client.send(Array(handshake().utf8) + first)
    guard reads else { return client }
    let head = try await client.nextHead()
    guard head.status == 101 else { throw UnexpectedStatus(status: head.status) }
    return client
  }

  func nextHead() async throws -> ResponseHead {
    try await next(ResponseHead.take)
  }

  func nextResponse() async throws -> (head: ResponseHead, body: [UInt8]) {
    let head = try await nextHead()
    let length = head.fields["content-length"].flatMap { Int($0) } ?? 0
    return (head, try await next { $0.readBytes(length: length) })
  }
}

struct UnexpectedStatus: Error { let status: Int }

struct ResponseHead: Sendable {
  var status: Int
  /// Names in lower case.
  var fields: [String: String]

  static func take(_ buffer: inout ByteBuffer) -> ResponseHead? {
    let bytes = Array(buffer.readableBytesView)
    let end = Array("\r\n\r\n".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
    let lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n").map(String.init)
    buffer.moveReaderIndex(forwardBy: start + end.count)
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return ResponseHead(status: lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0, fields: fields)
  }
}
