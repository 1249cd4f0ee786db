public import NIOCore

/// One client's WebSocket, seen by the application: frames go in, the delegate hears of the rest.
///
/// What waits for a client that reads slowly is bounded by the configuration's `outboundBudget`, and one frame more at
/// most; a client that stays behind is closed with 4008.
/// - Isolation: touched only on `eventLoop`.
public final class Socket: WheelEntry {
  // What a fan-out looks at comes first, so that a delivery touches one line of the cache.
  var phase = Phase.open
  /// Whether frames may be written to the descriptor itself: no TLS, and nothing failed yet.
  var writesDirectly = false
  /// Set around calls that may close the channel before they return.
  var isCallingChannel = false
  var isReadingPaused = false
  /// The connection's descriptor; -1 before the handshake and after the end.
  var descriptor: CInt = -1
  /// Bytes given to the channel and not yet taken by the kernel. While there are any, everything else waits in `queue`.
  var handedOver = 0
  var queue = OutboundQueue()

  /// Where everything about this socket happens.
  public let eventLoop: any EventLoop
  /// The code of the first close frame sent or received, 1005 when it had none; 1006 while there was none.
  public internal(set) var closeCode = CloseStatus.abnormal

  let loop: LoopState
  var delegate: (any SocketDelegate)?
  var vigil: SocketVigil
  var wheelPlace = WheelPlace()
  /// The handler next to the connection; nil before the handshake and after the end.
  var context: ChannelHandlerContext?

  enum Phase {
    case open
    /// Our close frame is on its way; the peer's is awaited.
    case closing
    /// The conversation is over; what is left is to send our end and await the peer's.
    case finishing
    case closed
  }

  init(eventLoop: any EventLoop, loop: LoopState) {
    self.eventLoop = eventLoop
    self.loop = loop
    vigil = SocketVigil(now: loop.wheel.now, phase: .random(in: 0...1), configuration: loop.configuration)
  }

  /// Kept by the loop: a copy in every socket would weigh on idle ones.
  var configuration: TransportConfiguration { loop.configuration }

  /// True from the moment either side began to close: nothing more can be sent.
  public var isClosed: Bool { phase != .open }

  /// What waits for this client outside the kernel, in bytes, with some bookkeeping for each frame.
  public var queuedBytes: Int { queue.cost + handedOver }

  /// How many bytes may be queued now before the client counts as behind. An answer larger than this is better not
  /// sent whole.
  public var roomForMore: Int { max(0, loop.outboundBudget / 2 - queuedBytes) }

  /// Queues `frame` for the next flush. A client that is already beyond its budget is closed with 4008 instead.
  public func send(_ frame: PreparedFrame) {
    guard phase == .open else { return }
    guard queuedBytes <= loop.outboundBudget else { return giveUp(code: CloseStatus.slowConsumer) }
    queue.append(frame)
  }

  /// Writes `frame` at once when nothing waits before it, else queues it for the next flush. What a fan-out calls: one
  /// visit to the socket instead of two.
  /// - Returns: whether a flush is needed.
  public func sendAtOnce(_ frame: PreparedFrame) -> Bool {
    guard phase == .open else { return false }
    guard writesDirectly, handedOver == 0, queue.isEmpty else {
      send(frame)
      return true
    }
    writeAtOnce(frame.bytes)
    return false
  }

  /// Queues a frame that may be lost. Returns false when it was dropped because the client is behind.
  @discardableResult
  public func sendEphemeral(_ frame: PreparedFrame) -> Bool {
    guard phase == .open, queuedBytes <= loop.outboundBudget / 2 else { return false }
    queue.append(frame)
    return true
  }

  /// Writes everything queued in one go.
  public func flush() {
    writeQueue()
    notePressure()
  }

  /// Says goodbye: what is queued is still sent, then the close frame; nothing can be sent afterwards. The connection
  /// ends when the peer answers, or after `closeTimeout`.
  public func close(code: UInt16, reason: String = "") {
    guard phase == .open else { return }
    end(as: .closing, code: code, frame: .close(code: code, reason: reason))
  }
}
