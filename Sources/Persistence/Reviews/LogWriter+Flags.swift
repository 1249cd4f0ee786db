import Community
import GRDB

extension LogWriter {
  /// Puts published messages into the review queue after the fact, as `ReviewStore.flag` describes.
  func flag(_ messages: [(author: MemberID, key: String)], hit: RuleHit, at: Timestamp) throws -> [MessageID] {
    var flagged: [MessageID] = []
    for message in messages {
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT m.id, m.roomID, m.body FROM message m
            WHERE m.authorID = ? AND m.key = ? AND m.state = 'published'
              AND NOT EXISTS (SELECT 1 FROM reviewItem i WHERE i.messageID = m.id)
            """), arguments: [message.author.rawValue, message.key])
      guard let row else { continue }
      let id = MessageID(row[0])
      let body: String = row[2]
      try openItem(
        .flagged, of: id, in: RoomID(row[1]), by: message.author, hits: [hit.covering(body)], told: nil, at: at)
      flagged.append(id)
    }
    return flagged
  }
}

extension RuleHit {
  /// The same hit, of all of another text.
  fileprivate func covering(_ body: String) -> RuleHit {
    RuleHit(
      rule: rule, version: version, action: action, category: category, phrase: phrase, startUTF16: 0,
      endUTF16: body.utf16.count, explanation: explanation)
  }
}
