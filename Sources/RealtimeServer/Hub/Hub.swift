import Community
import NIOCore
import WebSocketTransport
import Wire

/// This process's registry from topic to subscribed sessions. Delivers, never decides.
///
/// Each event loop has its own shard, so delivering takes no lock: one task per loop and batch.
/// - Isolation: every method may be called from any thread.
final class Hub: Sendable {
  private let shards: [Shard]

  private struct Shard: Sendable {
    let eventLoop: any EventLoop
    let box: NIOLoopBoundBox<HubShard>
    let inbox: DeliveryInbox
  }

  /// - Precondition: `loops` are the loops that sockets live on.
  init(loops: [any EventLoop]) {
    shards = loops.map { loop in
      let inbox = DeliveryInbox()
      return Shard(
        eventLoop: loop, box: .makeBoxSendingValue(HubShard(eventLoop: loop, inbox: inbox), eventLoop: loop),
        inbox: inbox)
    }
  }

  /// The shard of `eventLoop`. Call on that loop.
  func shard(of eventLoop: any EventLoop) -> HubShard? {
    shards.first { $0.eventLoop === eventLoop }?.box.value
  }

  /// Hands committed publications to every loop, in commit order.
  func deliver(_ batch: [RoomDelivery]) {
    guard !batch.isEmpty else { return }
    for shard in shards where shard.inbox.add(batch) {
      shard.eventLoop.execute { shard.box.value.deliverWaiting() }
    }
  }

  /// Hands something that may be lost to a topic's sockets: slow sockets do without it.
  func deliverEphemeral(_ frame: PreparedFrame, to topic: Topic) {
    forEachShard { $0.deliverEphemeral(frame, to: topic) }
  }

  /// Hands something that must not be lost to a topic's sockets, in each reader's language.
  func tell(_ frame: (Language) -> ServerFrame, to topic: Topic) {
    let frames = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, PreparedFrame(text: frame($0).encoded(ref: nil))) })
    forEachShard { $0.tell(frames, to: topic) }
  }

  /// How many loops share the sockets.
  var shardCount: Int { shards.count }

  /// Notes on every loop which sockets show a room whose message is being hidden; see `HubShard.beginShowing`.
  func beginShowing(_ showing: HubShard.Showing) {
    forEachShard { $0.beginShowing(showing) }
  }

  /// Forgets what `beginShowing` noted.
  func endShowing(_ token: Int) {
    forEachShard { $0.endShowing(token) }
  }

  /// Runs something later, off the callers' threads.
  func schedule(in time: TimeAmount, _ body: @escaping @Sendable () -> Void) {
    shards.first?.eventLoop.scheduleTask(in: time, body)
  }

  /// Everybody with a socket here.
  func visitors() async throws -> Set<Visitor> {
    var visitors: Set<Visitor> = []
    for shard in shards {
      visitors.formUnion(try await shard.eventLoop.submit { shard.box.value.visitors }.get())
    }
    return visitors
  }

  /// Closes every socket of a session that was signed out or revoked.
  func endSession(_ id: SessionID) {
    forEachShard { shard in shard.close(where: { $0.visitor.session == id }, code: .sessionEnded) }
  }

  /// Closes every socket of a member.
  func endSessions(of member: MemberID) {
    forEachShard { shard in shard.close(where: { $0.visitor.member.id == member }, code: .sessionEnded) }
  }

  /// Asks every client to come back within `spreadMs`, then closes the sockets.
  func drain(spreadMs: Int) {
    forEachShard { $0.drain(spreadMs: spreadMs) }
  }

  private func forEachShard(_ body: @escaping @Sendable (HubShard) -> Void) {
    for shard in shards {
      shard.eventLoop.execute { body(shard.box.value) }
    }
  }
}
