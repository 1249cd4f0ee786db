import Community
import Persistence
import WebSocketTransport
import Wire

/// Moving a member's read position forward, on all devices.
struct ReadRoom: Sendable {
  let dependencies: Dependencies

  /// - Isolation: as `PostMessage`.
  func callAsFunction(
    _ roomID: RoomID, upTo offset: Offset, by member: MemberSummary,
    completion: @escaping @Sendable (Result<ReadPosition, Rejection>) -> Void
  ) {
    guard let entry = dependencies.rooms.entry(roomID), entry.room.admits(member.role) else {
      return completion(.failure(Rejection(.notFound)))
    }
    let hub = dependencies.hub
    dependencies.database.messages.markRead(
      room: roomID, member: member.id, offset: min(offset, entry.offset), at: dependencies.now()
    ) { result in
      if case .success(let position) = result {
        let frame = ServerFrame.readPosition(room: roomID, offset: position.offset, unread: position.unread)
        hub.deliverEphemeral(PreparedFrame(text: frame.encoded(ref: nil)), to: .member(member.id))
      }
      completion(result.mapError { Rejection($0) })
    }
  }
}
