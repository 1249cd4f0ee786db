import NIOCore
import NIOHTTP1

/// Refuses requests that leave their host in doubt, and cuts HTTP clients that drip a body or do not read a response.
/// - Isolation: touched only on its event loop.
final class RequestGuard: ChannelInboundHandler, WheelEntry {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let loop: LoopState
  private let ticket: ConnectionTicket
  private var context: ChannelHandlerContext?
  /// When the body that is being received must be complete.
  private var bodyDeadline: NIODeadline?
  /// When a response that nobody reads is given up.
  private var stallDeadline: NIODeadline?
  /// After a request that is answered with 400 nothing more is read.
  private var isRefused = false
  var wheelPlace = WheelPlace()

  init(loop: LoopState, ticket: ConnectionTicket) {
    self.loop = loop
    self.ticket = ticket
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { forget() }

  func channelInactive(context: ChannelHandlerContext) {
    forget()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch Self.unwrapInboundIn(data) {
    case .head(let head): take(head, context)
    case .body: context.fireChannelRead(data)
    case .end:
      bodyDeadline = nil
      context.fireChannelRead(data)
    }
  }

  private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    // Two parties that read another host out of one request are how caches are poisoned (RFC 9112 §3.2).
    guard head.headers["host"].count == 1 || head.version != .http1_1 && head.headers["host"].isEmpty else {
      isRefused = true
      return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
    }
    bodyDeadline = watch(for: loop.configuration.bodyDeadline)
    var head = head
    if head.version != .http1_1 { head.headers.replaceOrAdd(name: "connection", value: "close") }
    context.fireChannelRead(Self.wrapInboundOut(.head(head)))
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stallDeadline = context.channel.isWritable ? nil : watch(for: loop.configuration.responseStallTimeout)
    context.fireChannelWritabilityChanged()
  }

  func deadlineReached(now: NIODeadline) -> NIODeadline? {
    guard let next = [bodyDeadline, stallDeadline].compactMap({ $0 }).min() else { return nil }
    guard now >= next else { return next }
    context?.close(promise: nil)
    return nil
  }

  private func watch(for time: TimeAmount) -> NIODeadline {
    let deadline = loop.wheel.now + time
    loop.wheel.schedule(self, at: min(deadline, bodyDeadline ?? deadline, stallDeadline ?? deadline))
    return deadline
  }

  private func forget() {
    context = nil
    loop.wheel.remove(self)
  }
}
