import CSocket
import NIOCore

/// The connection's descriptor and what a socket asks of the kernel.
enum SocketOptions {
  /// The descriptor under the channel of `context`, -1 when it has none.
  static func descriptor(of context: ChannelHandlerContext) -> CInt {
    let descriptor = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { $0 }
    return descriptor ?? -1
  }

  /// Bounds what the kernel keeps for a client that does not read, and for how long.
  static func bound(_ descriptor: CInt, configuration: TransportConfiguration) {
    guard descriptor >= 0 else { return }
    if let bytes = configuration.sendBufferBytes {
      hiroba_bound_send_buffer(descriptor, CInt(clamping: bytes))
    }
    let milliseconds = configuration.idleTimeout.nanoseconds / 1_000_000
    hiroba_bound_unacknowledged_time(descriptor, CUnsignedInt(clamping: milliseconds))
  }
}
