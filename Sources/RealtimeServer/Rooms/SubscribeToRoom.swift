import Community
import Logging
import NIOCore
import Persistence
import Wire

/// Opening a room on a socket: everything published from now on, after everything missed since the resume point.
///
/// The order is what makes it gapless. Without a past to read, the session joins the topic first and is told an offset
/// noted before: what is still in flight up to that offset the client ignores by number. With a past, the session's
/// publications wait in the shard while the database is read, and those the snapshot already contains are dropped.
struct SubscribeToRoom: Sendable {
  let commands: SessionCommands

  private var dependencies: Dependencies { commands.dependencies }

  /// - Isolation: the session's event loop.
  func callAsFunction(_ roomID: RoomID, after: ResumePoint?, session: Session, ref: UInt32?) {
    guard let entry = dependencies.rooms.entry(roomID), entry.room.admits(session.visitor.member.role) else {
      return session.refuse(Rejection(.notFound), ref: ref)
    }
    guard !session.roomsCatchingUp.contains(roomID) else { return session.refuse(Rejection(.tooFast), ref: ref) }
    if !session.rooms.contains(roomID) {
      guard session.rooms.count < commands.limits.subscriptions else {
        return session.refuse(Rejection(.tooManySubscriptions), ref: ref)
      }
      session.rooms.insert(roomID)
      commands.presence.enter(roomID, member: session.visitor.member.id)
    }
    switch path(after: after, latest: entry.offset) {
    case .now(let recovery):
      session.shard.subscribe(session, to: .room(roomID))
      answer(roomID, offset: entry.offset, recovery: recovery, session: session, ref: ref)
    case .throughDatabase(let offset):
      session.shard.unsubscribe(session, from: .room(roomID))
      session.shard.beginCatchUp(session, room: roomID)
      catchUp(roomID, after: offset, session: session, ref: ref)
    }
  }

  /// Ends the room on this socket.
  /// - Isolation: the session's event loop.
  func end(_ roomID: RoomID, session: Session) {
    guard session.rooms.remove(roomID) != nil else { return }
    commands.presence.leave(roomID, member: session.visitor.member.id, at: dependencies.now())
    session.shard.unsubscribe(session, from: .room(roomID))
    session.shard.stopShowing(session, room: roomID)
    session.shard.endCatchUp(session, room: roomID)
  }

  // MARK: Deciding

  private enum Path {
    case now(Subscribed.Recovery)
    case throughDatabase(after: Offset)
  }

  private func path(after: ResumePoint?, latest: Offset) -> Path {
    guard let after else { return .now(.caughtUp) }
    // A client ahead of the log has seen a log that no longer exists.
    guard after.epoch == dependencies.database.epoch, after.offset <= latest else { return .now(.reset) }
    if after.offset == latest { return .now(.caughtUp) }
    if latest.rawValue - after.offset.rawValue > commands.limits.recoveredPublications { return .now(.reset) }
    return .throughDatabase(after: after.offset)
  }

  // MARK: Catching up

  private func catchUp(_ roomID: RoomID, after offset: Offset, session: Session, ref: UInt32?) {
    let history = dependencies.database.history
    let limit = commands.limits.recoveredPublications
    let member = session.visitor.member.id
    let logger = dependencies.logger
    let bound = NIOLoopBound(session, eventLoop: session.eventLoop)
    session.eventLoop.makeFutureWithTask {
      try await history.recover(room: roomID, after: offset, limit: limit, for: member)
    }.whenComplete { result in
      let session = bound.value
      guard !session.isClosed, session.rooms.contains(roomID) else { return }
      switch result {
      case .success(let recovered):
        finish(roomID, with: recovered, session: session, ref: ref)
      case .failure(let error):
        logger.error("room.recovery.failed", metadata: ["error": "\(error)"])
        end(roomID, session: session)
        session.refuse(Rejection(.internal), ref: ref)
      }
    }
  }

  private func finish(_ roomID: RoomID, with recovered: Recovered?, session: Session, ref: UInt32?) {
    let waiting = session.shard.endCatchUp(session, room: roomID)
    session.shard.subscribe(session, to: .room(roomID))
    let latest = dependencies.rooms.entry(roomID)?.offset ?? .zero
    guard let recovered, let waiting else {
      return answer(roomID, offset: latest, recovery: .reset, session: session, ref: ref)
    }
    let frame = subscribed(roomID, offset: recovered.offset, recovery: .recovered(recovered.messages))
      .encoded(ref: ref)
    guard frame.count <= min(commands.limits.recoveredBytes, session.roomForMore) else {
      return answer(roomID, offset: latest, recovery: .reset, session: session, ref: ref)
    }
    session.send(frame)
    for delivery in waiting where delivery.offset > recovered.offset { session.send(delivery.frame) }
    tellPresence(roomID, session: session)
  }

  // MARK: Answering

  private func answer(
    _ roomID: RoomID, offset: Offset, recovery: Subscribed.Recovery, session: Session, ref: UInt32?
  ) {
    session.reply(subscribed(roomID, offset: offset, recovery: recovery), ref: ref)
    tellPresence(roomID, session: session)
  }

  private func subscribed(_ roomID: RoomID, offset: Offset, recovery: Subscribed.Recovery) -> ServerFrame {
    .subscribed(Subscribed(room: roomID, offset: offset, epoch: dependencies.database.epoch, recovery: recovery))
  }

  private func tellPresence(_ roomID: RoomID, session: Session) {
    session.reply(.presence(room: roomID, count: commands.presence.count(in: roomID)))
  }
}
