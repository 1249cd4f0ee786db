public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection that serves HTTP/1.1, or becomes a WebSocket when its first request asks for one on the configured path.
///
/// ```swift
/// HTTPServerBuilder {
///   HTTPAndWebSocketChannel(responder: $0, configuration: configuration, decide: decide, logger: logger)
/// }
/// ```
/// An upgraded connection costs no task: it lives on its event loop. On a connection that already answered another
/// request, the WebSocket route answers 426.
public struct HTTPAndWebSocketChannel: ServerChildChannel, HTTPChannelHandler {
  /// What a connection turned out to be, known after its first request.
  public struct Value: ServerChildChannelValue {
    public let channel: any Channel
    let outcome: EventLoopFuture<Outcome>
  }

  enum Outcome: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case other
  }

  public let responder: HTTPChannelHandler.Responder
  private let configuration: TransportConfiguration
  private let decide: @Sendable (SocketRequest) async -> UpgradeDecision
  private let loops: LoopStates
  private let limit: ConnectionLimit
  private let logger: Logger

  /// - Parameter decide: Asked for every valid handshake on the path. It may await; the client's bytes wait meanwhile.
  public init(
    responder: @escaping HTTPChannelHandler.Responder,
    configuration: TransportConfiguration,
    decide: @escaping @Sendable (SocketRequest) async -> UpgradeDecision,
    logger: Logger
  ) {
    self.responder = LateUpgrade.refusing(path: configuration.path, before: responder)
    self.configuration = configuration
    self.decide = decide
    loops = LoopStates(configuration: configuration)
    limit = ConnectionLimit(configuration: configuration)
    self.logger = logger
  }

  public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    // Completes at once: the server reads nothing from a connection before.
    channel.eventLoop.makeCompletedFuture {
      let outcome = channel.eventLoop.makePromise(of: Outcome.self)
      let value = Value(channel: channel, outcome: outcome.futureResult)
      guard let ticket = limit.admit(channel.remoteAddress) else {
        outcome.succeed(.other)
        refuse(channel)
        return value
      }
      try addGate(to: channel, ticket: ticket, outcome: outcome, logger: logger)
      return value
    }
  }

  public func handle(value: Value, logger: Logger) async {
    guard case .http(let channel) = try? await value.outcome.get() else { return }
    await handleHTTP(asyncChannel: channel, logger: logger)
  }

  private func addGate(
    to channel: any Channel, ticket: ConnectionTicket, outcome: EventLoopPromise<Outcome>, logger: Logger
  ) throws {
    try channel.syncOptions?.setOption(.recvAllocator, value: Self.receiveBuffers)
    let encoder = HTTPResponseEncoder()
    let decoder = ByteToMessageHandler(
      HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: configuration.decoderLimits))
    let loop = loops.state(of: channel.eventLoop)
    let isDecided = NIOLoopBoundBox(false, eventLoop: channel.eventLoop)
    let gate = UpgradeGate(
      UpgradeGate.Surroundings(
        loop: loop, ticket: ticket, encoder: encoder, decoder: decoder, decide: decide,
        beginHTTP: { context in
          let handlers = HTTPHandlers(loop: loop, ticket: ticket, logger: logger)
          let http = try handlers.add(to: context.channel)
          isDecided.value = true
          outcome.succeed(.http(http))
        },
        leaveHTTP: {
          guard !isDecided.value else { return }
          isDecided.value = true
          outcome.succeed(.other)
        }))
    try channel.pipeline.syncOperations.addHandlers(encoder, decoder, gate)
  }

  /// A first buffer with room for a browser's handshake: the channel keeps it as long as it lives, so its size weighs on
  /// every idle socket.
  private static let receiveBuffers = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1_024, maximum: 65_536)

  /// Closes a connection there is no room for. An answer would need the handlers, and with TLS the handshake, that the
  /// limit is there to save.
  private func refuse(_ channel: any Channel) {
    logger.debug("connection.refused", metadata: ["reason": "connection limit"])
    channel.close(promise: nil)
  }
}

extension TransportConfiguration {
  var decoderLimits: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = maximumHeaderFieldBytes
    limits.maxHeaderListSize = maximumHeaderBytes
    limits.maxHeaderFieldCount = maximumHeaderFields
    return limits
  }
}
