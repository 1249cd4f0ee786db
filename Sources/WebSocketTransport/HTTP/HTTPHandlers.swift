import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The handlers of a connection that turned out to be HTTP, behind the encoder and decoder it already has.
struct HTTPHandlers {
  let loop: LoopState
  let ticket: ConnectionTicket
  let logger: Logger

  func add(to channel: any Channel) throws -> NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart> {
    let configuration = loop.configuration
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(RequestGuard(loop: loop, ticket: ticket))
    if configuration.compressesResponses { try pipeline.addHandlers(GzipResponses.handlers()) }
    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: configuration.isSecure))
    try pipeline.addHandler(
      HTTPConnectionStateHandler(
        idleTimeout: .nanoseconds(configuration.httpIdleTimeout.nanoseconds), logger: logger))
    return try NIOAsyncChannel(
      wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
  }
}
