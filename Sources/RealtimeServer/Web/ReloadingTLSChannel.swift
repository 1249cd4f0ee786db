import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Puts TLS with the current certificate in front of each new connection, or nothing when TLS is off.
///
/// Hummingbird's own TLS channel keeps the certificate it was made with.
struct ReloadingTLSChannel<Inner: ServerChildChannel>: ServerChildChannel {
  let keeper: CertificateKeeper
  let inner: Inner

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
    guard let context = keeper.current else { return inner.setup(channel: channel, logger: logger) }
    return channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    }.flatMap {
      inner.setup(channel: channel, logger: logger)
    }
  }

  func handle(value: Inner.Value, logger: Logger) async {
    await inner.handle(value: value, logger: logger)
  }
}

extension ReloadingTLSChannel: HTTPChannelHandler where Inner: HTTPChannelHandler {
  var responder: HTTPChannelHandler.Responder { inner.responder }
}
