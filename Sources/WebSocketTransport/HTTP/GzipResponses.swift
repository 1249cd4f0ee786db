import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Compression of HTTP/1.1 responses, around NIO's compressor.
///
/// The compressor alone would compress everything, pictures included, write a body for HEAD, and stop the process when
/// a response has no request, as the answer to an unreadable one has none. So requests whose responses must stay as
/// they are, and those responses, go around it.
enum GzipResponses {
  static func handlers() -> [any ChannelHandler] {
    let inner = Inner()
    return [inner, HTTPResponseCompressor(responseCompressionPredicate: decide), Outer(inner: inner)]
  }

  /// Bodies smaller than this gain nothing.
  private static let minimumBytes = 512

  private static func decide(
    _ head: inout HTTPResponseHead, isPossible: Bool
  ) -> HTTPResponseCompressor.CompressionIntent {
    guard isPossible, isCompressible(head) else { return .doNotCompress }
    if !head.headers[canonicalForm: "vary"].contains(where: { $0.lowercased() == "accept-encoding" }) {
      head.headers.add(name: "vary", value: "accept-encoding")
    }
    // The compressor keeps a length that it had no body to correct yet; without one the body goes out in chunks.
    head.headers.remove(name: "content-length")
    return .compressIfPossible
  }

  private static func isCompressible(_ head: HTTPResponseHead) -> Bool {
    let headers = head.headers
    guard !headers.contains(name: "content-encoding"), !headers.contains(name: "content-range") else { return false }
    if let length = headers.first(name: "content-length").flatMap({ Int($0) }), length < minimumBytes { return false }
    guard let type = headers.first(name: "content-type")?.lowercased() else { return false }
    return ["text/", "application/json", "application/javascript", "application/manifest+json", "image/svg+xml"]
      .contains { type.hasPrefix($0) }
  }

  private static func acceptsGzip(_ head: HTTPRequestHead) -> Bool {
    head.version == .http1_1 && head.method != .HEAD
      && head.headers[canonicalForm: "accept-encoding"].contains { coding in
        let parts = coding.lowercased().split(separator: ";", maxSplits: 1)
        guard parts.first == "gzip" else { return false }
        return parts.count == 1 || !["q=0", "q=0.0", "q=0.00", "q=0.000"].contains(parts[1].filter { $0 != " " })
      }
  }

  /// On the connection's side of the compressor: decides for each request.
  final class Inner: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    fileprivate var context: ChannelHandlerContext?
    fileprivate weak var outer: Outer?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard let outer, case .head(let head) = Self.unwrapInboundIn(data) else { return context.fireChannelRead(data) }
      guard acceptsGzip(head) else {
        outer.expected.append(false)
        outer.context?.fireChannelRead(data)
        return
      }
      outer.expected.append(true)
      // Given the choice, the compressor prefers deflate, which not every client reads alike.
      var narrowed = head
      narrowed.headers.replaceOrAdd(name: "accept-encoding", value: "gzip")
      outer.original = data
      context.fireChannelRead(Self.wrapInboundOut(.head(narrowed)))
    }
  }

  /// On the application's side: sends each response through the compressor or around it.
  final class Outer: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let inner: Inner
    fileprivate var context: ChannelHandlerContext?
    /// For each request not answered yet, whether its response may be compressed.
    fileprivate var expected = CircularBuffer<Bool>(initialCapacity: 2)
    /// The request head as it came, while its narrowed copy passes the compressor.
    fileprivate var original: NIOAny?
    private var goesAround = true

    fileprivate init(inner: Inner) {
      self.inner = inner
      inner.outer = self
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      context.fireChannelRead(original.take() ?? data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      if case .head(let head) = Self.unwrapOutboundIn(data) {
        let isFinal = head.status.code >= 200
        goesAround = !(isFinal && expected.popFirst() ?? false)
      }
      if goesAround, let around = inner.context {
        around.write(data, promise: promise)
      } else {
        context.write(data, promise: promise)
      }
    }
  }
}
