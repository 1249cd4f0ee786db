import Community
import Logging
import NIOCore
import Persistence
import WebSocketTransport
import Wire

/// One socket and the signed-in member behind it: reads frames, asks use cases, writes replies.
/// - Isolation: touched only on its event loop.
final class Session: SocketDelegate {
  // What a fan-out looks at comes first, so that a delivery touches one line of the cache.
  /// `nil` before the handshake is answered.
  private(set) var socket: Socket?
  /// Maintained by the shard: something is queued and will be flushed at the end of this turn of the loop.
  var isUnflushed = false

  let visitor: Visitor
  let language: Language
  let eventLoop: any EventLoop
  let commands: SessionCommands
  let shard: HubShard

  /// Maintained by the shard.
  var topics: Set<Topic> = []
  /// Maintained by the shard.
  var roomsCatchingUp: Set<RoomID> = []
  /// Rooms whose `subscribe` was answered or is being answered.
  var rooms: Set<RoomID> = []

  private let seat: SocketSeat
  /// Sessions that had ended when this one was found.
  private let endingsBefore: Int
  private var frames: TokenBucket
  private var floods = 0

  init(
    visitor: Visitor, language: Language, seat: SocketSeat, eventLoop: any EventLoop, shard: HubShard,
    commands: SessionCommands, endingsBefore: Int
  ) {
    self.visitor = visitor
    self.language = language
    self.seat = seat
    self.eventLoop = eventLoop
    self.shard = shard
    self.commands = commands
    self.endingsBefore = endingsBefore
    self.frames = TokenBucket(
      rate: commands.limits.framesPerSecond, burst: commands.limits.frameBurst, now: commands.dependencies.now())
  }

  var isClosed: Bool { socket?.isClosed ?? true }

  /// Bytes that may be sent before the client counts as behind.
  var roomForMore: Int { socket?.roomForMore ?? 0 }

  // MARK: Socket

  func socketOpened(_ socket: Socket) {
    self.socket = socket
    shard.add(self)
    reply(
      .welcome(
        Welcome(
          member: visitor.member, epoch: commands.dependencies.database.epoch, serverTime: commands.dependencies.now(),
          heartbeatMs: SessionLimits.heartbeatMs)))
    if visitor.member.role.allows(.reviewMessages) { commands.dependencies.reviews.greet(address(nil)) }
    lookAgainIfSomeoneLeft()
  }

  /// A session that ended after it was found and before the hub knew of this socket would keep it otherwise.
  private func lookAgainIfSomeoneLeft() {
    let (dependencies, visitor) = (commands.dependencies, visitor)
    guard dependencies.sessions.endings != endingsBefore else { return }
    eventLoop.makeFutureWithTask {
      if try await !dependencies.sessions.isAlive(visitor, at: dependencies.now()) {
        dependencies.hub.endSession(visitor.session)
      }
    }.whenFailure { dependencies.logger.error("session.look.failed", metadata: ["error": "\($0)"]) }
  }

  func socket(_ socket: Socket, received text: ByteBuffer) {
    let decoded: Result<ClientEnvelope, ClientFrameError> = text.withUnsafeReadableBytes { bytes in
      do throws(ClientFrameError) {
        return .success(try ClientEnvelope(decoding: bytes))
      } catch {
        return .failure(error)
      }
    }
    switch decoded {
    case .success(let envelope):
      guard passesFloodGuard(envelope.ref) else { return }
      commands.perform(envelope.frame, for: self, ref: envelope.ref)
    case .failure(let error):
      // What cannot be read costs a reading and an answer like any other frame.
      guard passesFloodGuard(error.ref) else { return }
      refuse(Rejection(error.refusal), ref: error.ref)
    }
  }

  func socketShouldDrain(_ socket: Socket) {
    reply(.reconnect(withinMs: Drain.spreadMs))
    socket.close(code: CloseCode.serviceRestart.rawValue)
  }

  func socketClosed(_ socket: Socket) {
    shard.remove(self)
    commands.leave(self)
  }

  // MARK: Replies

  func reply(_ frame: ServerFrame, ref: UInt32? = nil) {
    send(frame.encoded(ref: ref))
  }

  func send(_ text: [UInt8]) {
    send(PreparedFrame(text: text))
  }

  func send(_ frame: PreparedFrame) {
    guard let socket, !socket.isClosed else { return }
    socket.send(frame)
    shard.markUnflushed(self)
  }

  func refuse(_ rejection: Rejection, ref: UInt32?) {
    reply(.refused(Refused(rejection, in: language)), ref: ref)
  }

  /// Where the answer to one request goes, from any thread.
  func address(_ ref: UInt32?) -> ReplyAddress {
    ReplyAddress(session: NIOLoopBound(self, eventLoop: eventLoop), eventLoop: eventLoop, ref: ref)
  }

  // MARK: Flood guard

  /// Refuses frames beyond the session's rate, and ends a session that does not heed it.
  private func passesFloodGuard(_ ref: UInt32?) -> Bool {
    guard let waitMs = frames.take(at: commands.dependencies.now()) else { return true }
    floods += 1
    if floods > commands.limits.refusedFramesBeforeClose {
      socket?.close(code: CloseCode.tooFast.rawValue)
    } else {
      refuse(Rejection(.tooFast, retryAfterMs: waitMs), ref: ref)
    }
    return false
  }
}

/// Where the answer to one request goes. Answers come from the SQLite writer; frames are encoded on the socket's loop.
struct ReplyAddress: Sendable {
  private let session: NIOLoopBound<Session>
  private let eventLoop: any EventLoop
  private let ref: UInt32?

  init(session: NIOLoopBound<Session>, eventLoop: any EventLoop, ref: UInt32?) {
    self.session = session
    self.eventLoop = eventLoop
    self.ref = ref
  }

  func send(_ frame: ServerFrame) {
    eventLoop.execute { session.value.reply(frame, ref: ref) }
  }

  func refuse(_ rejection: Rejection) {
    eventLoop.execute { session.value.refuse(rejection, ref: ref) }
  }

  /// Sends what a success becomes, or the refusal.
  func answer<Success>(_ result: Result<Success, Rejection>, with frame: (Success) -> ServerFrame) {
    switch result {
    case .success(let value): send(frame(value))
    case .failure(let rejection): refuse(rejection)
    }
  }
}

extension Refused {
  /// The rule's own reason where there is one, else the refusal's text.
  init(_ rejection: Rejection, in language: Language) {
    self.init(
      refusal: rejection.refusal,
      text: (rejection.reason
        ?? rejection.refusal.text(phrase: rejection.phrase, retryAfterMs: rejection.retryAfterMs))[language],
      phrase: rejection.phrase, retryAfterMs: rejection.retryAfterMs)
  }
}
