import Community
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Response {
  static func json(_ body: some JSONBody, status: HTTPResponse.Status = .ok) -> Response {
    json(ByteBuffer(bytes: body.encoded()), status: status)
  }

  static func json(_ text: ByteBuffer, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: text))
  }

  static var noContent: Response { Response(status: .noContent) }

  /// The one shape of every "no".
  static func refusal(_ rejection: Rejection, in language: Language) -> Response {
    let status = HTTPResponse.Status(code: rejection.refusal.httpStatus)
    var response = json(ErrorResponse(Refused(rejection, in: language)), status: status)
    if let wait = rejection.retryAfterMs { response.headers[.retryAfter] = String((wait + 999) / 1_000) }
    return response
  }

  /// The same response with one more cookie.
  func setting(cookie: String) -> Response {
    var response = self
    response.headers.append(HTTPField(name: .setCookie, value: cookie))
    return response
  }
}

extension Request {
  /// The request's body, read to its end and decoded.
  /// - Throws: a rejection with `tooLarge`; what the body refuses.
  func decoded<Body: JSONBody>(_ type: Body.Type, limit: Int) async throws -> Body {
    if let declared = headers[.contentLength].flatMap(Int.init), declared > limit { throw Rejection(.tooLarge) }
    let buffer = try await body.collect(upTo: limit)
    return try buffer.withUnsafeReadableBytes { try Body(decoding: $0) }
  }
}
