import Community
import GRDB

extension LogWriter {
  func markRead(room: RoomID, member: MemberID, offset: Offset) throws -> ReadPosition {
    let end = try tail(of: room).offset
    let before = try statements.readOffset.first(
      {
        $0.add(member.rawValue)
        $0.add(room.rawValue)
      }, read: { $0.int(0) })
    let now = max(before ?? 0, min(offset.rawValue, end))
    if now != before {
      try statements.writeReadOffset.run {
        $0.add(member.rawValue)
        $0.add(room.rawValue)
        $0.add(now)
      }
    }
    let position = Offset(now)
    return ReadPosition(
      offset: position, unread: try RoomRows.unread(db, in: room, after: position, for: member))
  }
}
