import NIOCore
import NIOHTTP1

/// Cuts HTTP clients that drip a request's body or do not read a response.
/// - Isolation: touched only on its event loop.
final class SlowPeerGuard: ChannelInboundHandler, WheelEntry {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let configuration: TransportConfiguration
  private let loop: LoopState
  private let ticket: ConnectionTicket
  private var context: ChannelHandlerContext?
  /// When the body that is being received must be complete.
  private var bodyDeadline: NIODeadline?
  /// When a response that nobody reads is given up.
  private var stallDeadline: NIODeadline?
  var wheelPlace = WheelPlace()

  init(configuration: TransportConfiguration, loop: LoopState, ticket: ConnectionTicket) {
    self.configuration = configuration
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
    switch Self.unwrapInboundIn(data) {
    case .head: bodyDeadline = watch(for: configuration.bodyDeadline)
    case .body: break
    case .end: bodyDeadline = nil
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stallDeadline = context.channel.isWritable ? nil : watch(for: configuration.responseStallTimeout)
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
