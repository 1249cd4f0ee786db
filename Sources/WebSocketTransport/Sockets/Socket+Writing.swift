import CSocket
import NIOCore

extension Socket {
  /// Writes the queue, unless an earlier write is still on its way: then what is queued follows it in one go.
  func writeQueue() {
    guard !queue.isEmpty, handedOver == 0, let context else { return }
    guard writesDirectly else { return handOver(takeQueue(), context) }
    if let frame = queue.takeOnly() {
      if let rest = sendNow(frame) { handOver(rest, context) }
    } else {
      queue.move(into: &loop.scratch)
      // The scratch memory is needed again at once, so what is left of it is copied.
      if let rest = sendNow(loop.scratch) { handOver(ByteBuffer(bytes: rest.readableBytesView), context) }
      loop.scratch.clear()
    }
  }

  /// Writes past the empty queue. While nothing was queued there was no pressure to note, unless the kernel is full now.
  func writeAtOnce(_ bytes: ByteBuffer) {
    guard let rest = sendNow(bytes), let context else { return }
    handOver(rest, context)
    notePressure()
  }

  /// The channel took everything, or the connection failed.
  func writeCompleted(_ result: Result<Void, any Error>) {
    handedOver = 0
    guard case .success = result else { return breakOff() }
    writeQueue()
    notePressure()
    finishIfFlushed()
  }

  private func takeQueue() -> ByteBuffer {
    if let frame = queue.takeOnly() { return frame }
    var joined = ByteBuffer()
    queue.move(into: &joined)
    return joined
  }

  /// Writes on the descriptor itself, which saves a third of a small write's cost. Returns what the kernel had no room
  /// for.
  private func sendNow(_ bytes: ByteBuffer) -> ByteBuffer? {
    let sent = bytes.withUnsafeReadableBytes { hiroba_send_now(descriptor, $0.baseAddress, $0.count) }
    if sent == bytes.readableBytes { return nil }
    guard sent >= 0 else {
      breakOff()
      return nil
    }
    var rest = bytes
    rest.moveReaderIndex(forwardBy: sent)
    return rest
  }

  private func handOver(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
    handedOver = bytes.readableBytes
    let promise = eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenComplete { self.writeCompleted($0) }
    callChannel { context.writeAndFlush(NIOAny(bytes), promise: promise) }
  }

  /// The connection is broken: nothing more is written, and the channel is closed once the caller is done.
  private func breakOff() {
    writesDirectly = false
    queue.removeAll()
    if phase == .open || phase == .closing { phase = .finishing }
    eventLoop.assumeIsolated().execute { self.closeChannel() }
  }

  /// A failing write may close the channel before it returns; the delegate then hears of it later.
  func callChannel(_ body: () -> Void) {
    let wasCalling = isCallingChannel
    isCallingChannel = true
    body()
    isCallingChannel = wasCalling
  }

  // MARK: Back-pressure

  /// Beyond half the budget nothing is read from the client, and its time runs.
  func notePressure() {
    let isBehind = queuedBytes > loop.outboundBudget / 2
    guard isBehind != (vigil.pressureSince != nil), phase == .open else { return }
    if isBehind {
      vigil.pressed(at: loop.wheel.now)
      loop.wheel.schedule(self, at: loop.wheel.now + configuration.slowTimeout)
    } else {
      vigil.relieved()
    }
    pauseReading(isBehind)
  }

  func pauseReading(_ pause: Bool) {
    guard pause != isReadingPaused, let context else { return }
    isReadingPaused = pause
    callChannel { try? context.channel.syncOptions?.setOption(.autoRead, value: !pause) }
  }

  /// Counts what the channel still holds: the kernel may have taken a part of a large write.
  func recountHandedOver() {
    guard handedOver > 0, let left = try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes) else {
      return
    }
    handedOver = max(1, min(handedOver, left))
  }
}
