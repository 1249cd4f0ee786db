import Community
import Persistence
import Wire

/// What a client's frames lead to. One per process, shared by every session.
struct SessionCommands: Sendable {
  let dependencies: Dependencies
  let limits: SessionLimits
  let presence: PresenceTracker
  let typing: TypingBoard
  let announcer: TallyAnnouncer

  /// Starts what the frame asks for; the answer follows from wherever it ends.
  /// - Isolation: the session's event loop.
  func perform(_ frame: ClientFrame, for session: Session, ref: UInt32?) {
    let member = session.visitor.member
    let address = session.address(ref)
    switch frame {
    case .subscribe(let room, let after):
      SubscribeToRoom(commands: self)(room, after: after, session: session, ref: ref)
    case .unsubscribe(let room):
      SubscribeToRoom(commands: self).end(room, session: session)
      session.reply(.unsubscribed(room: room), ref: ref)
    case .post(let room, let thread, let body, let key, let reconsidered):
      PostMessage(dependencies: dependencies)(
        in: room, thread: thread, body: body, key: key, reconsidered: reconsidered, by: member
      ) { [language = session.language] result in
        address.answer(result) { $0.reply(room: room, key: key, in: language) }
      }
    case .edit(let message, let body):
      EditMessage(dependencies: dependencies)(message, body: body, by: member) { address.answer($0) { _ in .done } }
    case .delete(let message):
      DeleteMessage(dependencies: dependencies)(message, by: member) { address.answer($0) { _ in .done } }
    case .react(let message, let sticker, let on):
      ReactToMessage(dependencies: dependencies, announcer: announcer)(
        to: message, with: sticker, on: on, by: member
      ) { result in
        address.answer(result) { .reacted(message: $0.message, mine: $0.mine) }
      }
    case .read(let room, let offset):
      ReadRoom(dependencies: dependencies)(room, upTo: offset, by: member) { address.answer($0) { _ in .done } }
    case .typing(let room):
      if session.rooms.contains(room) { typing.note(member, in: room) }
    case .hide(let message, let reason):
      HideMessage(dependencies: dependencies)(message, reason: reason, by: member) { address.answer($0) { _ in .done } }
    case .restore(let message):
      HideMessage(dependencies: dependencies).restore(message, by: member) { address.answer($0) { _ in .done } }
    case .hidden(let room, let offset):
      session.shard.acknowledge(session, room: room, offset: offset)
    case .ping:
      session.reply(.pong, ref: ref)
    }
  }

  /// Forgets a session whose socket is gone.
  func leave(_ session: Session) {
    for room in session.rooms { presence.leave(room, member: session.visitor.member.id, at: dependencies.now()) }
    session.rooms.removeAll()
  }
}

extension Posted {
  /// What the author is told.
  fileprivate func reply(room: RoomID, key: String, in language: Language) -> ServerFrame {
    switch appended {
    case .published(let publication):
      .posted(
        message: publication.message.id, room: publication.roomID, offset: publication.offset, key: key,
        createdAt: publication.message.createdAt)
    case .repeated(let message, let room, let offset, let createdAt):
      .posted(message: message, room: room, offset: offset, key: key, createdAt: createdAt)
    case .held(let message), .repeatedHeld(let message):
      .held(message: message, room: room, key: key, reason: told?[language])
    }
  }
}
