import Community
import GRDB

extension LogWriter {
  func react(
    to id: MessageID, member: MemberID, sticker: StickerID, on: Bool, at: Timestamp, allowedIn rule: MessageLog.RoomRule
  ) throws -> Reacted {
    guard let place = try place(of: id), place.state != "held" else { throw Refusal.notFound }
    if let refusal = rule(place.room) { throw refusal }
    guard place.state == "published" else { throw Refusal.messageGone }
    let changed = try on ? add(sticker, to: id, by: member, at: at) : remove(sticker, from: id, by: member)
    if changed { try statements.markTally.run { $0.add(id.rawValue) } }
    return Reacted(message: id, room: place.room, mine: try ReactionRows.mine(db, on: id, of: member), changed: changed)
  }

  /// - Returns: whether more is left to announce.
  func announceTallies(at: Timestamp, most: Int) throws -> Bool {
    let pending = try Int64.fetchAll(
      db, sql: "SELECT messageID FROM pendingTally ORDER BY messageID LIMIT ?", arguments: [most + 1])
    for id in pending.prefix(most) { try announceTally(of: MessageID(id), at: at) }
    return pending.count > most
  }

  private func announceTally(of id: MessageID, at: Timestamp) throws {
    let differs = try settleTally(of: id)
    // Put on and taken off between two announcements, or hidden since: nothing to tell.
    guard differs, let place = try place(of: id), place.state == "published" else { return }
    var tail = try tail(of: place.room)
    tail.offset += 1
    try statements.setRevision.run {
      $0.add(tail.offset)
      $0.add(id.rawValue)
    }
    guard let message = try MessageRows.fetch(db, id: id) else { throw UnexpectedValue(column: "message.id") }
    let publication = Publication(
      roomID: message.roomID, offset: message.revision, kind: .reacted, at: at, message: message, thread: nil,
      postCount: tail.postCount)
    try publish(publication, tail: tail)
  }

  /// Makes what members are told what it is. To be published by the caller.
  /// - Returns: whether that is something else than before.
  private func settleTally(of id: MessageID) throws -> Bool {
    let changed = try statements.announceTally.run { $0.add(id.rawValue) }
    try statements.removeEmptyTally.run { $0.add(id.rawValue) }
    try statements.unmarkTally.run { $0.add(id.rawValue) }
    return changed > 0
  }

  private func place(of id: MessageID) throws -> (room: RoomID, state: String)? {
    try statements.place.first({ $0.add(id.rawValue) }, read: { (RoomID($0.int(0)), $0.text(1)) })
  }

  private func add(_ sticker: StickerID, to id: MessageID, by member: MemberID, at: Timestamp) throws -> Bool {
    let added = try statements.addReaction.run {
      $0.add(id.rawValue)
      $0.add(member.rawValue)
      $0.add(sticker.rawValue)
      $0.add(at.milliseconds)
    }
    guard added > 0 else { return false }
    try statements.countUp.run {
      $0.add(id.rawValue)
      $0.add(sticker.rawValue)
    }
    return true
  }

  private func remove(_ sticker: StickerID, from id: MessageID, by member: MemberID) throws -> Bool {
    let removed = try statements.removeReaction.run {
      $0.add(id.rawValue)
      $0.add(member.rawValue)
      $0.add(sticker.rawValue)
    }
    guard removed > 0 else { return false }
    try statements.countDown.run {
      $0.add(id.rawValue)
      $0.add(sticker.rawValue)
    }
    return true
  }
}
