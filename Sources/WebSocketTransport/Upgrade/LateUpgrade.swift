import HTTPTypes
import HummingbirdCore

/// A handshake on a connection that already served another request: too late to upgrade.
enum LateUpgrade {
  /// Answers a handshake for `path` with 426 and ends the connection, so that the client comes again on a new one;
  /// everything else goes to `responder`.
  static func refusing(
    path: String, before responder: @escaping HTTPChannelHandler.Responder
  ) -> HTTPChannelHandler.Responder {
    { request, writer, channel in
      guard request.headers.contains(.upgrade), Handshake.path(of: request.head.path ?? "") == path else {
        return try await responder(request, writer, channel)
      }
      var fields = HTTPFields()
      fields[.connection] = "close"
      fields[.contentLength] = "0"
      fields[.upgrade] = "websocket"
      try await writer.writeResponse(HTTPResponse(status: .init(code: 426), headerFields: fields))
    }
  }
}
