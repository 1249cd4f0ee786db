import Community
import GRDB

/// Reactions as the database has them.
enum ReactionRows {
  /// One member's stickers on one message, in the catalogue's order.
  static func mine(_ db: Database, on message: MessageID, of member: MemberID) throws -> [StickerID] {
    try mine(db, on: CollectionOfOne(message), of: member)[message] ?? []
  }

  /// One member's stickers on each of these messages, in the catalogue's order. One statement for all.
  static func mine(_ db: Database, on messages: some Sequence<MessageID>, of member: MemberID) throws
    -> [MessageID: [StickerID]]
  {
    let statement = try db.cachedStatement(
      sql: """
        SELECT messageID, sticker FROM reaction
        WHERE messageID IN (SELECT value FROM json_each(?)) AND memberID = ?
        """)
    var found: [MessageID: [StickerID]] = [:]
    let cursor = try Row.fetchCursor(
      statement, arguments: [MessageRows.jsonList(messages), member.rawValue])
    while let row = try cursor.next() {
      found[MessageID(row[0] as Int64), default: []].append(StickerID(rawValue: row[1]))
    }
    return found.mapValues { $0.sorted(by: StickerOrder.isBefore) }
  }
}

extension ReactionRows {
  /// Who reacted, by sticker in the catalogue's order, the earliest `most` members each.
  static func reactors(_ db: Database, of message: MessageID, most: Int) throws -> [Reactors] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(MemberRows.columns), n.sticker, n.total FROM (
          SELECT memberID, sticker, row_number() OVER (PARTITION BY sticker ORDER BY atMs, memberID) AS place,
            count(*) OVER (PARTITION BY sticker) AS total
          FROM reaction WHERE messageID = ?) n JOIN member a ON a.id = n.memberID
        WHERE n.place <= ? ORDER BY n.place
        """, arguments: [message.rawValue, most])
    var members: [StickerID: [MemberSummary]] = [:]
    var counts: [StickerID: Int] = [:]
    for row in rows {
      let sticker = StickerID(rawValue: row[4])
      members[sticker, default: []].append(try MemberRows.summary(row))
      counts[sticker] = row[5]
    }
    return members.keys.sorted(by: StickerOrder.isBefore).map { sticker in
      Reactors(sticker: sticker, members: members[sticker] ?? [], count: counts[sticker] ?? 0)
    }
  }
}
