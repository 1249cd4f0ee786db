import Community
import NIOCore
import WebSocketTransport
import Wire

/// The hub's part on one event loop.
/// - Isolation: touched only on its event loop.
final class HubShard {
  private let eventLoop: any EventLoop
  private let inbox: DeliveryInbox
  private var pace = FanOutPace()
  private var topics: [Topic: SubscriberTable] = [:]
  private var sessions: [ObjectIdentifier: Session] = [:]
  /// Sessions between their `subscribe` and its answer: publications wait for them in order.
  private var catchingUp: [RoomID: [CatchUp]] = [:]
  /// Hides that some sockets here have not confirmed yet. Nearly always empty.
  private var showings: [Showing] = []
  private var unflushed: [Session] = []
  private var isFlushScheduled = false

  init(eventLoop: any EventLoop, inbox: DeliveryInbox) {
    self.eventLoop = eventLoop
    self.inbox = inbox
  }

  // MARK: Sessions

  var visitors: [Visitor] { sessions.values.map(\.visitor) }

  func add(_ session: Session) {
    sessions[ObjectIdentifier(session)] = session
    subscribe(session, to: .community)
    subscribe(session, to: .member(session.visitor.member.id))
    if session.visitor.member.role.isStaffSide { subscribe(session, to: .staffSide) }
    if session.visitor.member.role.allows(.reviewMessages) { subscribe(session, to: .reviewers) }
  }

  /// Ends every subscription of a session whose socket is gone.
  ///
  /// The transport never reports a closed socket from inside `send` or `flush`, so the tables do not change under a
  /// loop that walks them.
  func remove(_ session: Session) {
    guard sessions.removeValue(forKey: ObjectIdentifier(session)) != nil else { return }
    for topic in session.topics { drop(session, from: topic) }
    session.topics.removeAll()
    stopShowing(session, room: nil)
    for room in session.roomsCatchingUp { endCatchUp(session, room: room) }
  }

  // MARK: Subscriptions

  func subscribe(_ session: Session, to topic: Topic) {
    guard session.topics.insert(topic).inserted else { return }
    topics[topic, default: SubscriberTable()].insert(session)
  }

  func unsubscribe(_ session: Session, from topic: Topic) {
    guard session.topics.remove(topic) != nil else { return }
    drop(session, from: topic)
  }

  private func drop(_ session: Session, from topic: Topic) {
    guard let index = topics.index(forKey: topic) else { return }
    topics.values[index].remove(session)
    if topics.values[index].isEmpty { topics.remove(at: index) }
  }

  // MARK: Catching up

  /// From now on the room's publications wait for this session instead of being lost while its past is read.
  func beginCatchUp(_ session: Session, room: RoomID) {
    session.roomsCatchingUp.insert(room)
    catchingUp[room, default: []].append(CatchUp(session: session))
  }

  /// Stops waiting.
  /// - Returns: what was published meanwhile, oldest first; `nil` when it was more than may be held back.
  @discardableResult
  func endCatchUp(_ session: Session, room: RoomID) -> [Delivery]? {
    session.roomsCatchingUp.remove(room)
    guard let position = catchingUp[room]?.firstIndex(where: { $0.session === session }) else { return [] }
    let ended = catchingUp[room]?.remove(at: position)
    if catchingUp[room]?.isEmpty == true { catchingUp[room] = nil }
    return ended?.waiting
  }

  // MARK: Receipts of hides

  /// A hide on its way to the sockets that had the room open when it was written.
  struct Showing: Sendable {
    /// Hides on the way at once, at most; older ones are given up.
    static let most = 64

    let token: Int
    let room: RoomID
    let offset: Offset
    /// Told, from the loop, how many sockets show the room, and that one no longer does.
    let counted: @Sendable (Int) -> Void
    let gone: @Sendable () -> Void
    fileprivate var sockets: Set<ObjectIdentifier> = []

    init(
      token: Int, room: RoomID, offset: Offset, counted: @escaping @Sendable (Int) -> Void,
      gone: @escaping @Sendable () -> Void
    ) {
      (self.token, self.room, self.offset, self.counted, self.gone) = (token, room, offset, counted, gone)
    }
  }

  /// Counts the sockets that have the room open. Runs before the publication that hides is handed to them.
  func beginShowing(_ showing: Showing) {
    var showing = showing
    topics[.room(showing.room)]?.forEach { showing.sockets.insert(ObjectIdentifier($0)) }
    showing.counted(showing.sockets.count)
    guard !showing.sockets.isEmpty else { return }
    if showings.count >= Showing.most { showings.removeFirst() }
    showings.append(showing)
  }

  func endShowing(_ token: Int) { showings.removeAll { $0.token == token } }

  /// A client says that the publication at this offset took its message off the screen.
  func acknowledge(_ session: Session, room: RoomID, offset: Offset) {
    stopShowing(session) { $0.room == room && $0.offset == offset }
  }

  /// A socket closed its room, or is gone: it shows nothing any more.
  /// - Parameter room: `nil` for all of them.
  func stopShowing(_ session: Session, room: RoomID?) {
    stopShowing(session) { room == nil || $0.room == room }
  }

  private func stopShowing(_ session: Session, where matches: (Showing) -> Bool) {
    guard !showings.isEmpty else { return }
    var isOver = false
    for index in showings.indices where matches(showings[index]) {
      guard showings[index].sockets.remove(ObjectIdentifier(session)) != nil else { continue }
      showings[index].gone()
      if showings[index].sockets.isEmpty { isOver = true }
    }
    if isOver { showings.removeAll { $0.sockets.isEmpty } }
  }

  // MARK: Delivering

  /// Hands out what waits in the inbox, now or when the pace allows.
  func deliverWaiting() {
    let now = NIODeadline.now()
    let wait = pace.wait(at: now)
    guard wait == .zero else {
      return _ = eventLoop.assumeIsolated().scheduleTask(in: wait) { self.deliverWaiting() }
    }
    let deliveries = inbox.takeAll()
    if deliveries.count == 1 { writeAtOnce(deliveries[0]) } else { queueAndFlush(deliveries) }
    if !catchingUp.isEmpty { deliveries.forEach(hold) }
    pace.finished(began: now, ended: .now())
  }

  /// The only room: no other delivery can share a write with it, so it need not wait for the flush.
  private func writeAtOnce(_ delivery: RoomDelivery) {
    let frame = delivery.joined
    topics[.room(delivery.room)]?.forEach { session in
      if session.socket?.sendAtOnce(frame) == true { markUnflushed(session) }
    }
  }

  /// Several rooms: a socket that is in more than one of them gets one write.
  private func queueAndFlush(_ deliveries: [RoomDelivery]) {
    for delivery in deliveries {
      topics[.room(delivery.room)]?.forEach { session in
        session.socket?.send(delivery.joined)
        markUnflushed(session)
      }
    }
    flush()
  }

  func deliverEphemeral(_ frame: PreparedFrame, to topic: Topic) {
    topics[topic]?.forEach { session in
      if session.socket?.sendEphemeral(frame) == true { markUnflushed(session) }
    }
  }

  func tell(_ frames: [Language: PreparedFrame], to topic: Topic) {
    topics[topic]?.forEach { session in
      if let frame = frames[session.language] { session.send(frame) }
    }
  }

  private func hold(_ delivery: RoomDelivery) {
    guard var waiters = catchingUp.removeValue(forKey: delivery.room) else { return }
    for index in waiters.indices { waiters[index].hold(delivery.publications) }
    catchingUp[delivery.room] = waiters
  }

  /// Remembers that a session has something queued; everything queued in this turn of the loop leaves in one write.
  func markUnflushed(_ session: Session) {
    guard !session.isUnflushed else { return }
    session.isUnflushed = true
    unflushed.append(session)
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    eventLoop.assumeIsolated().execute {
      self.isFlushScheduled = false
      self.flush()
    }
  }

  private func flush() {
    let sessions = unflushed
    unflushed.removeAll(keepingCapacity: true)
    for session in sessions {
      session.isUnflushed = false
      session.socket?.flush()
    }
  }

  // MARK: Ending

  func close(where matches: (Session) -> Bool, code: CloseCode) {
    for session in sessions.values where matches(session) {
      session.socket?.close(code: code.rawValue)
    }
  }

  func drain(spreadMs: Int) {
    let frame = PreparedFrame(text: ServerFrame.reconnect(withinMs: spreadMs).encoded(ref: nil))
    for session in sessions.values {
      session.socket?.send(frame)
      session.socket?.close(code: CloseCode.serviceRestart.rawValue)
    }
  }
}

/// Publications held back for one session while the room's past is being read for it.
private struct CatchUp {
  /// More than this and the session is better off with a fresh page.
  static let mostWaiting = 1_000

  let session: Session
  /// `nil` once there were too many.
  private(set) var waiting: [Delivery]? = []

  init(session: Session) { self.session = session }

  mutating func hold(_ publications: [Delivery]) {
    guard let count = waiting?.count else { return }
    if count + publications.count <= Self.mostWaiting { waiting? += publications } else { waiting = nil }
  }
}
