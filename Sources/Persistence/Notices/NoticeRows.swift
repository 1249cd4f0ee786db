import Community
import GRDB

/// Notices as the database has them.
enum NoticeRows {
  /// What `notice` expects.
  static let columns = "id, kind, ja, en, atMs, readAtMs, link"

  /// - Throws: an unexpected error, also for a kind that a later version wrote.
  static func notice(_ row: Row) throws -> Notice {
    guard let kind = NoticeKind(rawValue: row[1]) else { throw UnexpectedValue(column: "notice.kind") }
    return Notice(
      id: NoticeID(row[0] as Int64), kind: kind, text: LocalizedText(ja: row[2], en: row[3]),
      at: Timestamp(milliseconds: row[4]), readAt: (row[5] as Int64?).map { Timestamp(milliseconds: $0) },
      link: row[6])
  }

  /// - Parameters:
  ///   - at: when the member is told.
  ///   - message: whose decision it is about: taking that back takes this back.
  static func add(
    _ kind: NoticeKind, _ text: LocalizedText, to member: MemberID, at: Timestamp, link: String?, message: MessageID?,
    in db: Database
  ) throws {
    try db.cachedStatement(
      sql: "INSERT INTO notice (memberID, kind, ja, en, atMs, link, messageID) VALUES (?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      member.rawValue, kind.rawValue, text.ja, text.en, at.milliseconds, link, message?.rawValue,
    ])
  }

  /// Where the screens show a message.
  static func link(room: RoomID, thread: MessageID?, offset: Offset) -> String {
    thread.map { "/rooms/\(room)/posts/\($0)?at=\(offset)" } ?? "/rooms/\(room)?at=\(offset)"
  }
}
