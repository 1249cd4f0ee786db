import NIOCore
import NIOHTTP1

/// The request that asks for a WebSocket, as far as a decision about it needs.
public struct SocketRequest: Sendable {
  /// As sent: path and query.
  public let uri: String
  /// The address of the peer of this connection, which may be a proxy; nil on a Unix domain socket.
  public let remoteAddress: String?
  /// Whether this process decrypts the connection.
  public let isSecure: Bool
  private let headers: HTTPHeaders

  init(head: HTTPRequestHead, remoteAddress: SocketAddress?, isSecure: Bool) {
    uri = head.uri
    headers = head.headers
    self.remoteAddress = remoteAddress?.ipAddress
    self.isSecure = isSecure
  }

  /// The value of a header field, whatever its case; several values are joined as HTTP joins them (`; ` for cookies,
  /// `, ` otherwise). Nil when the field is absent.
  public func header(_ name: String) -> String? {
    let values = headers[name]
    guard values.count > 1 else { return values.first }
    return values.joined(separator: name.lowercased() == "cookie" ? "; " : ", ")
  }
}
