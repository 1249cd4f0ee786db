import Logging
import NIOCore
import NIOHTTP1

/// Stands before a new connection until its first request tells what it is: a WebSocket, or HTTP.
///
/// Bytes that a client sends right behind its handshake reach the socket; a refused upgrade is answered; a client that
/// says nothing is cut at the header deadline.
/// - Isolation: touched only on its event loop.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler, WheelEntry {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// What the gate needs of its connection's pipeline.
  struct Surroundings {
    let loop: LoopState
    let ticket: ConnectionTicket
    let encoder: HTTPResponseEncoder
    let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    let decide: @Sendable (SocketRequest) async -> UpgradeDecision
    /// Puts the HTTP handlers behind the gate and completes the connection's outcome.
    let beginHTTP: (ChannelHandlerContext) throws -> Void
    /// Completes the connection's outcome without HTTP.
    let leaveHTTP: () -> Void
  }

  private enum State {
    case waiting
    /// The handshake is valid; its end, the application or both are awaited.
    case deciding(accept: String, head: HTTPRequestHead)
    /// Passing on bytes to the socket, or requests to HTTP, until the gate is removed.
    case open
    /// Answered; what is left is to await the client's end.
    case answered
  }

  private let surroundings: Surroundings
  private var state = State.waiting
  private var context: ChannelHandlerContext?
  private var deadline: NIODeadline
  var wheelPlace = WheelPlace()

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
    deadline = surroundings.loop.wheel.now + surroundings.loop.configuration.headerDeadline
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    extend(surroundings.loop.configuration.headerDeadline)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    surroundings.loop.wheel.remove(self)
    surroundings.leaveHTTP()
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .open:
      context.fireChannelRead(data)
    case .waiting:
      guard case .head(let head) = Self.unwrapInboundIn(data) else { return }
      take(head, context)
    case .deciding(let accept, let head):
      guard case .end = Self.unwrapInboundIn(data) else { return }
      askApplication(head, accept: accept, context)
    case .answered:
      break
    }
  }

  private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch Handshake(head, path: surroundings.loop.configuration.path) {
    case .notOurs: becomeHTTP(head, isComplete: false, context)
    case .invalid(let refusal): answer(PlainAnswer(refusal), context)
    case .valid(let accept): state = .deciding(accept: accept, head: head)
    }
  }

  private func askApplication(_ head: HTTPRequestHead, accept: String, _ context: ChannelHandlerContext) {
    // What the client sends before it has an answer waits in the kernel.
    Self.setReading(false, context.channel)
    extend(surroundings.loop.configuration.decisionDeadline)
    let request = SocketRequest(
      head: head, remoteAddress: context.channel.remoteAddress, isSecure: surroundings.loop.configuration.isSecure)
    let decide = surroundings.decide
    context.eventLoop.makeFutureWithTask { await decide(request) }.assumeIsolated().whenSuccess { decision in
      self.act(on: decision)
    }
  }

  private func act(on decision: UpgradeDecision) {
    guard case .deciding(let accept, let head) = state, let context, context.channel.isActive else { return }
    switch decision {
    case .accept(let makeDelegate):
      upgrade(accept: accept, delegate: makeDelegate(context.eventLoop), context)
    case .refuse(let status, let body):
      answer(PlainAnswer(status: HTTPResponseStatus(statusCode: status), body: body), context)
    case .notAWebSocketRoute:
      let channel = context.channel
      becomeHTTP(head, isComplete: true, context)
      Self.setReading(true, channel)
    }
  }

  // MARK: Outcomes

  private func upgrade(accept: String, delegate: any SocketDelegate, _ context: ChannelHandlerContext) {
    let headers: HTTPHeaders = ["upgrade": "websocket", "connection": "Upgrade", "sec-websocket-accept": accept]
    let written = context.eventLoop.makePromise(of: Void.self)
    let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
    context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: written)
    let socket = Socket(eventLoop: context.eventLoop, loop: surroundings.loop)
    let handler = SocketHandler(
      socket: socket, delegate: delegate, handshake: written.futureResult, ticket: surroundings.ticket)
    state = .open
    do {
      let pipeline = context.pipeline.syncOperations
      try pipeline.addHandler(handler, position: .after(self))
      pipeline.removeHandler(surroundings.encoder, promise: nil)
      // The decoder hands over what the client sent behind its handshake, a little later; that is a read burst too, but
      // no handler before this one would say that it is complete.
      let channel = context.channel
      pipeline.removeHandler(surroundings.decoder).assumeIsolated().whenComplete { _ in
        handler.completeBurst()
        Self.setReading(true, channel)
      }
      pipeline.removeHandler(self, promise: nil)
    } catch {
      context.close(promise: nil)
    }
  }

  /// - Parameter isComplete: whether the request's end came already.
  private func becomeHTTP(_ head: HTTPRequestHead, isComplete: Bool, _ context: ChannelHandlerContext) {
    state = .open
    var head = head
    // The decoder reads nothing behind a request that asks for an upgrade, so such a request is the connection's last.
    if head.headers.contains(name: "upgrade") {
      head.headers.remove(name: "upgrade")
      head.headers.replaceOrAdd(name: "connection", value: "close")
    }
    do {
      try surroundings.beginHTTP(context)
      context.fireChannelRead(Self.wrapInboundOut(.head(head)))
      if isComplete {
        context.fireChannelRead(Self.wrapInboundOut(.end(nil)))
        context.fireChannelReadComplete()
      }
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      context.close(promise: nil)
    }
  }

  /// Answers and sends our end; the client's end is awaited, for closing at once could destroy the answer on its way.
  private func answer(_ answer: PlainAnswer, _ context: ChannelHandlerContext) {
    state = .answered
    extend(surroundings.loop.configuration.closeTimeout)
    context.write(Self.wrapOutboundOut(.head(answer.head)), promise: nil)
    context.write(Self.wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    context.close(mode: .output, promise: nil)
    Self.setReading(true, context.channel)
  }

  // MARK: Time and ends

  func deadlineReached(now: NIODeadline) -> NIODeadline? {
    guard let context else { return nil }
    guard now >= deadline else { return deadline }
    if case .deciding = state {
      answer(PlainAnswer(status: .serviceUnavailable, headers: [("retry-after", "5")]), context)
    } else {
      context.close(promise: nil)
    }
    return nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    surroundings.loop.wheel.remove(self)
    surroundings.leaveHTTP()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch (state, event) {
    case (.open, _): context.fireUserInboundEventTriggered(event)
    case (.deciding, is ChannelShouldQuiesceEvent):
      answer(PlainAnswer(status: .serviceUnavailable, headers: [("retry-after", "5")]), context)
    case (_, is ChannelShouldQuiesceEvent), (_, ChannelEvent.inputClosed): context.close(promise: nil)
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch state {
    case .open: context.fireErrorCaught(error)
    case .waiting where error is HTTPParserError: answer(PlainAnswer(error), context)
    default: context.close(promise: nil)
    }
  }

  private func extend(_ time: TimeAmount) {
    let wheel = surroundings.loop.wheel
    wheel.schedule(self, at: wheel.now + time)
    deadline = wheel.now + time
  }

  private static func setReading(_ on: Bool, _ channel: any Channel) {
    try? channel.syncOptions?.setOption(.autoRead, value: on)
  }
}
