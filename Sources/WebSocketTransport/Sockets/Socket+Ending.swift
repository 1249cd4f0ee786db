import CSocket
import NIOCore

extension Socket {
  /// Binds the socket to its connection. Frames wait until the handshake was written.
  func attach(_ context: ChannelHandlerContext, descriptor: CInt, handshake: EventLoopFuture<Void>) {
    self.context = context
    self.descriptor = descriptor
    writesDirectly = descriptor >= 0 && !configuration.isSecure
    handedOver = 1
    handshake.assumeIsolated().whenComplete { self.writeCompleted($0) }
    loop.wheel.schedule(self, at: loop.wheel.now)
  }

  /// Queues the last frame and sets the time by which the connection must be gone.
  func end(as phase: Phase, code: UInt16, frame: PreparedFrame, within time: TimeAmount? = nil) {
    self.phase = phase
    closeCode = code
    queue.append(frame)
    endWithin(time ?? configuration.closeTimeout)
    pauseReading(false)
    writeQueue()
    finishIfFlushed()
  }

  /// Ends with a client that does not read or is not heard of: what waits for it is dropped, and the connection is
  /// reset when the close frame does not get through at once.
  func giveUp(code: UInt16) {
    queue.removeAll()
    end(as: .finishing, code: code, frame: .close(code: code, reason: ""), within: configuration.abortDelay)
  }

  /// The peer began to close, or answered our close frame: its code is echoed where that is due.
  func peerClosed(code: UInt16?) {
    switch phase {
    case .open:
      let echo = code.map { PreparedFrame.close(code: $0, reason: "") } ?? .emptyClose
      end(as: .finishing, code: code ?? CloseStatus.absent, frame: echo)
    case .closing:
      phase = .finishing
      finishIfFlushed()
    case .finishing, .closed:
      break
    }
  }

  /// The peer broke the protocol: it is told why, and nothing of it is read any more.
  func fail(_ violation: Violation) {
    guard phase == .open else { return closeChannel() }
    end(as: .finishing, code: violation.code, frame: .close(code: violation.code, reason: violation.reason))
  }

  /// Sends our end once everything is written. The peer's end is awaited: closing at once could destroy, with unread
  /// bytes on our side, the close frame on its way to the peer.
  func finishIfFlushed() {
    guard phase == .finishing, handedOver == 0, queue.isEmpty, let context else { return }
    callChannel { context.close(mode: .output, promise: nil) }
  }

  /// Closes the connection now.
  func closeChannel() {
    guard let context else { return }
    callChannel { context.close(promise: nil) }
  }

  /// Closes the connection now and makes the kernel forget what it still holds for the peer. TLS would first await an
  /// answer from a peer that gives none.
  private func reset() {
    if descriptor >= 0 { hiroba_reset(descriptor) }
    closeChannel()
  }

  /// The connection is gone. The delegate hears of it, but never from inside a call of its own.
  func connectionClosed() {
    guard !isCallingChannel else { return eventLoop.assumeIsolated().execute { self.connectionClosed() } }
    guard phase != .closed else { return }
    phase = .closed
    context = nil
    descriptor = -1
    writesDirectly = false
    queue.removeAll()
    loop.wheel.remove(self)
    delegate?.socketClosed(self)
    delegate = nil
  }

  private func endWithin(_ time: TimeAmount) {
    vigil.ends(by: loop.wheel.now + time)
    loop.wheel.schedule(self, at: loop.wheel.now + time)
  }

  // MARK: Time

  func deadlineReached(now: NIODeadline) -> NIODeadline? {
    guard phase != .closed else { return nil }
    if vigil.pressureSince != nil {
      recountHandedOver()
      notePressure()
    }
    switch vigil.verdict(at: now, configuration: configuration) {
    case .waitUntil(let next):
      return next
    case .ping:
      return ping(at: now)
    case .closeIdle:
      giveUp(code: CloseStatus.idle)
    case .closeSlow:
      giveUp(code: CloseStatus.slowConsumer)
    case .abort:
      reset()
    }
    return nil
  }

  private func ping(at now: NIODeadline) -> NIODeadline? {
    vigil.pinged(at: now, configuration: configuration)
    if handedOver == 0 {
      queue.append(.ping)
      writeQueue()
    }
    guard case .waitUntil(let next) = vigil.verdict(at: now, configuration: configuration) else { return nil }
    return next
  }
}
