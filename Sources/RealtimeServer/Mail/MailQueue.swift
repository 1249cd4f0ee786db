import Community
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// E-mails on their way: a bounded queue and two threads of its own, because a transport waits for another machine.
///
/// A temporary failure is tried again; a permanent one is logged. Neither log line says for whom.
final class MailQueue: MailSender, Service {
  struct Limits: Hashable, Sendable {
    /// E-mails waiting or being delivered. A code mail that waits behind more than this would be late anyway.
    var waiting = 1_000
    /// Pauses before the second, third … try.
    var pauses: [TimeAmount] = [.seconds(2), .seconds(15), .seconds(60)]
  }

  private let transport: any MailTransport
  private let limits: Limits
  private let logger: Logger
  private let threads: NIOThreadPool
  private let timers: any EventLoop
  private let state = Mutex(State())

  private struct State {
    var waiting = 0
    var isClosed = false
    var drained: [CheckedContinuation<Void, Never>] = []
  }

  /// - Parameter timers: where pauses are waited for; nothing else runs there.
  init(transport: any MailTransport, limits: Limits = Limits(), timers: any EventLoop, logger: Logger) {
    self.transport = transport
    self.limits = limits
    self.logger = logger
    self.timers = timers
    threads = NIOThreadPool(numberOfThreads: 2)
    threads.start()
  }

  func send(_ mail: Mail) throws(Refusal) {
    let accepted = state.withLock { state in
      guard !state.isClosed, state.waiting < limits.waiting else { return false }
      state.waiting += 1
      return true
    }
    guard accepted else {
      logger.warning("mail.queue.full")
      throw .overloaded
    }
    attempt(mail, number: 0)
  }

  private func attempt(_ mail: Mail, number: Int) {
    threads.submit { [self] state in
      guard state == .active else { return finished() }
      do throws(MailFailure) {
        try transport.deliver(mail)
        finished()
      } catch {
        failed(mail, number: number, with: error)
      }
    }
  }

  private func failed(_ mail: Mail, number: Int, with failure: MailFailure) {
    let willRetry = failure.isTemporary && number < limits.pauses.count && !state.withLock(\.isClosed)
    logger.log(
      level: willRetry ? .warning : .error, "mail.delivery.failed",
      metadata: [
        "attempt": "\(number + 1)", "retry": "\(willRetry)", "smtp.answer": "\(failure.answer)",
        "cause": "\(failure.cause)",
      ])
    guard willRetry else { return finished() }
    timers.scheduleTask(in: limits.pauses[number]) { [self] in attempt(mail, number: number + 1) }
  }

  private func finished() {
    let isDrained = state.withLock { state in
      state.waiting -= 1
      return state.waiting == 0
    }
    if isDrained { resumeWaiting() }
  }

  private func resumeWaiting() {
    let waiting = state.withLock { state in
      defer { state.drained = [] }
      return state.drained
    }
    for continuation in waiting { continuation.resume() }
  }

  /// On shutdown, delivers what is waiting, for as long as a transport's time-out allows.
  func run() async throws {
    try? await gracefulShutdown()
    await close()
  }

  /// Takes no more, delivers what is waiting and ends the threads.
  /// - Parameter patience: how long e-mails between two tries are waited for; then they are lost.
  func close(within patience: TimeAmount = .seconds(10)) async {
    state.withLock { $0.isClosed = true }
    let deadline = timers.scheduleTask(in: patience) { [self] in resumeWaiting() }
    await idle()
    deadline.cancel()
    try? await threads.shutdownGracefully()
  }

  /// Returns once nothing waits.
  func idle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        guard state.waiting > 0 else { return true }
        state.drained.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
  }
}
