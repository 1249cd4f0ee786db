import Community
import Folding
import Persistence

/// Finding messages by what they say, in the rooms the member may read now.
struct SearchMessages: Sendable {
  struct Request: Sendable {
    let text: String
    let room: RoomID?
    let author: MemberID?
    let before: MessageID?
    let limit: Int
  }

  struct Found: Sendable {
    let message: Message
    let room: Room
    /// UTF-16 ranges of the body, as JavaScript counts.
    let highlights: [Range<Int>]
  }

  let dependencies: Dependencies

  /// - Returns: newest first, and whether there may be more.
  /// - Throws: a rejection with `notFound` for a room that may not be read; an unexpected error.
  func callAsFunction(_ request: Request, by member: MemberSummary) async throws -> (found: [Found], hasMore: Bool) {
    let rooms = try searchedRooms(request.room, role: member.role)
    let page = try await dependencies.database.search.find(
      SearchRequest(
        text: request.text, rooms: rooms.map(\.id), author: request.author, before: request.before,
        limit: request.limit))
    let query = Bigrams.query(request.text)
    let byID = Dictionary(rooms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let found = page.messages.compactMap { message -> Found? in
      guard let room = byID[message.roomID] else { return nil }
      return Found(message: message, room: room, highlights: query?.highlights(in: message.body ?? "") ?? [])
    }
    return (found, page.hasMore)
  }

  private func searchedRooms(_ id: RoomID?, role: Role) throws(Rejection) -> [Room] {
    if let id { return [try dependencies.readableRoom(id, as: role)] }
    return dependencies.rooms.all().map(\.room).filter { $0.admits(role) }
  }
}
