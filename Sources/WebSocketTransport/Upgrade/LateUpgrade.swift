import HTTPTypes
import HummingbirdCore

/// The WebSocket route on a connection that already served another request: too late to upgrade.
enum LateUpgrade {
  /// Answers 426 for `path` and ends the connection, so that the client comes again on a new one; everything else goes
  /// to `responder`.
  static func refusing(
    path: String, before responder: @escaping HTTPChannelHandler.Responder
  ) -> HTTPChannelHandler.Responder {
    { request, writer, channel in
      guard Handshake.path(of: request.head.path ?? "") == path else {
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
