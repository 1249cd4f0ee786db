import Crypto
import NIOHTTP1

/// The opening handshake (RFC 6455 §4.2): a request in, what to do with it out.
enum Handshake: Equatable {
  /// Another path: HTTP answers.
  case notOurs
  /// Valid; the value for `Sec-WebSocket-Accept`.
  case valid(accept: String)
  /// The WebSocket route without a valid handshake.
  case invalid(Refusal)

  enum Refusal: Equatable {
    case badRequest
    /// No upgrade asked for, or a version other than 13.
    case upgradeRequired
    case methodNotAllowed
  }

  init(_ head: HTTPRequestHead, path: String) {
    guard Self.path(of: head.uri) == path else {
      self = .notOurs
      return
    }
    self = Self.validate(head)
  }

  /// A request target without its query.
  static func path(of uri: String) -> Substring {
    uri.prefix { $0 != "?" && $0 != "#" }
  }

  private static func validate(_ head: HTTPRequestHead) -> Handshake {
    guard head.method == .GET else { return .invalid(.methodNotAllowed) }
    let headers = head.headers
    guard lists("upgrade", headers["connection"]), lists("websocket", headers["upgrade"]) else {
      return .invalid(.upgradeRequired)
    }
    guard headers["sec-websocket-version"] == ["13"] else { return .invalid(.upgradeRequired) }
    guard head.version == .http1_1, headers["host"].count == 1 else { return .invalid(.badRequest) }
    guard !headers.contains(name: "transfer-encoding"), headers["content-length"].allSatisfy({ $0 == "0" }) else {
      return .invalid(.badRequest)
    }
    let keys = headers["sec-websocket-key"]
    guard keys.count == 1, isNonce(keys[0]) else { return .invalid(.badRequest) }
    return .valid(accept: acceptValue(for: keys[0]))
  }

  /// Whether one of the comma-separated tokens in `values` is `token`.
  private static func lists(_ token: String, _ values: [String]) -> Bool {
    values.contains { value in
      value.split(separator: ",").contains { part in
        part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }.lowercased() == token
      }
    }
  }

  /// Sixteen bytes in base64: 22 characters and two `=`.
  private static func isNonce(_ key: String) -> Bool {
    let bytes = Array(key.utf8)
    guard bytes.count == 24, bytes.suffix(2) == [UInt8(ascii: "="), UInt8(ascii: "=")] else { return false }
    return bytes.prefix(22).allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
  }

  static func acceptValue(for key: String) -> String {
    let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
    return base64(Array(digest))
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(word >> (18 - 6 * UInt32(place)) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
