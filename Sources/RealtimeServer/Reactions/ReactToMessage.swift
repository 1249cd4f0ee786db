import Community
import Persistence
import WebSocketTransport
import Wire

/// Putting a sticker on a message, or taking it off. The new tally is announced with the next tick.
struct ReactToMessage: Sendable {
  let dependencies: Dependencies
  let announcer: TallyAnnouncer

  /// When `completion` is called with a success, the reaction is on disk; the member's other devices are told at once.
  /// - Isolation: as `PostMessage`.
  func callAsFunction(
    to message: MessageID, with sticker: StickerID, on: Bool, by member: MemberSummary,
    completion: @escaping @Sendable (Result<Reacted, Rejection>) -> Void
  ) {
    guard StickerCatalogue.contains(sticker) else { return completion(.failure(Rejection(.unknownSticker))) }
    if on, StickerCatalogue.isOfficial(sticker), !member.role.isStaffSide {
      return completion(.failure(Rejection(.notPermitted)))
    }
    let (hub, announcer, watch) = (dependencies.hub, announcer, dependencies.watch)
    dependencies.database.messages.react(
      message: message, member: member.id, sticker: sticker, on: on, at: dependencies.now(),
      allowedIn: dependencies.rooms.rule({ RoomPolicy.decideReacting(in: $0, as: $1) }, as: member.role)
    ) { result in
      if case .success(let reacted) = result, reacted.changed {
        announcer.note()
        if on { watch.reacted(in: reacted.room, to: reacted.message) }
        let frame = ServerFrame.ownReaction(message: reacted.message, mine: reacted.mine).encoded(ref: nil)
        hub.deliverEphemeral(PreparedFrame(text: frame), to: .member(member.id))
      }
      completion(result.mapError { Rejection($0) })
    }
  }
}
