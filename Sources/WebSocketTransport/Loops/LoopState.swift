import NIOCore
import Synchronization

/// What the connections of one event loop share.
/// - Isolation: touched only on its event loop.
final class LoopState {
  let configuration: TransportConfiguration
  /// The configuration's, read for every frame.
  let outboundBudget: Int
  let wheel: DeadlineWheel
  /// Where the frames of one socket are put together for one write. Empty between uses.
  var scratch = ByteBuffer()

  init(eventLoop: any EventLoop, configuration: TransportConfiguration) {
    self.configuration = configuration
    outboundBudget = configuration.outboundBudget
    wheel = DeadlineWheel(eventLoop: eventLoop, tick: configuration.tick)
  }
}

/// The states of all loops, made when a loop's first connection comes.
final class LoopStates: Sendable {
  private let configuration: TransportConfiguration
  private let states = Mutex<[ObjectIdentifier: NIOLoopBound<LoopState>]>([:])

  init(configuration: TransportConfiguration) {
    self.configuration = configuration
  }

  /// - Isolation: on `eventLoop`.
  func state(of eventLoop: any EventLoop) -> LoopState {
    states.withLock { states in
      if let state = states[ObjectIdentifier(eventLoop)] { return state }
      let state = NIOLoopBound(LoopState(eventLoop: eventLoop, configuration: configuration), eventLoop: eventLoop)
      states[ObjectIdentifier(eventLoop)] = state
      return state
    }.value
  }
}

extension TransportConfiguration {
  /// How precisely deadlines are kept: a quarter of the shortest one, between 5 ms and 500 ms.
  var tick: TimeAmount {
    let shortest =
      [
        headerDeadline, decisionDeadline, bodyDeadline, responseStallTimeout, pingInterval, idleTimeout, slowTimeout,
        closeTimeout, abortDelay,
      ].min() ?? .seconds(1)
    return min(max(.nanoseconds(shortest.nanoseconds / 4), .milliseconds(5)), .milliseconds(500))
  }
}
