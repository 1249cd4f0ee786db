import NIOCore
import NIOHTTP1

/// A whole HTTP/1.1 answer that ends its connection, for requests that never reach the router.
struct PlainAnswer {
  let head: HTTPResponseHead
  let body: ByteBuffer

  init(status: HTTPResponseStatus, body: [UInt8]? = nil, headers extra: [(String, String)] = []) {
    let bytes = body ?? Array((status.reasonPhrase + "\n").utf8)
    var headers = HTTPHeaders(extra)
    let isJSON = bytes.first == UInt8(ascii: "{")
    headers.add(name: "content-type", value: isJSON ? "application/json; charset=utf-8" : "text/plain; charset=utf-8")
    headers.add(name: "content-length", value: "\(bytes.count)")
    headers.add(name: "cache-control", value: "no-store")
    headers.add(name: "x-content-type-options", value: "nosniff")
    // Shown by a browser, such an answer is a page like any other: nothing may run in it or put it into a frame.
    headers.add(name: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'")
    headers.add(name: "referrer-policy", value: "same-origin")
    headers.add(name: "connection", value: "close")
    head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    self.body = ByteBuffer(bytes: bytes)
  }

  init(_ refusal: Handshake.Refusal) {
    switch refusal {
    case .badRequest: self.init(status: .badRequest)
    case .methodNotAllowed: self.init(status: .methodNotAllowed, headers: [("allow", "GET")])
    case .upgradeRequired:
      self.init(
        status: .upgradeRequired,
        headers: [("upgrade", "websocket"), ("sec-websocket-version", "13")])
    }
  }

  init(_ error: any Error) {
    switch error as? HTTPParserError {
    case .headerOverflow: self.init(status: .requestHeaderFieldsTooLarge)
    case .invalidVersion: self.init(status: .httpVersionNotSupported)
    default: self.init(status: .badRequest)
    }
  }
}
