import Community
import Foundation
import GRDB

/// Messages as the database has them, with author and tallies: the one way they are read.
///
/// A page costs two statements whatever its length: the messages, and the tallies of all of them.
enum MessageRows {
  /// What `read` expects, to be completed by `WHERE` and so on. `m` is the message, `a` its author.
  static let select = """
    SELECT m.id, m.roomID, m.offset, m.revision, m.threadID, m.state, m.body, m.createdAtMs, m.editedAtMs,
      m.commentCount, m.lastCommentAtMs, m.mentions, m.key, a.id, a.name, a.role, a.badges
    FROM message m JOIN member a ON a.id = m.authorID

    """

  /// Messages in the order of the query. Held messages have no place in a log and must not be asked for.
  static func fetch(_ db: Database, where condition: String, arguments: StatementArguments) throws -> [Message] {
    var authors: [Int64: MemberSummary] = [:]
    let statement = try db.cachedStatement(sql: select + condition)
    var rows: [Partial] = []
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try cursor.next() {
      let authorID: Int64 = row[13]
      let author = try authors[authorID] ?? MemberRows.summary(row, from: 13)
      authors[authorID] = author
      rows.append(try Partial(row, author: author))
    }
    let tallies = try announcedTallies(db, of: rows.lazy.filter { $0.state == .published }.map(\.id))
    return rows.map { $0.message(tallies: tallies[$0.id] ?? []) }
  }

  static func fetch(_ db: Database, id: MessageID) throws -> Message? {
    try fetch(db, where: "WHERE m.id = ? AND m.state <> 'held'", arguments: [id.rawValue]).first
  }

  /// Tallies as members were told, by message, in the catalogue's order.
  private static func announcedTallies(_ db: Database, of messages: some Sequence<MessageID>) throws
    -> [MessageID: [Tally]]
  {
    let list = jsonList(messages)
    guard list != "[]" else { return [:] }
    let statement = try db.cachedStatement(
      sql: """
        SELECT messageID, sticker, announced FROM tally
        WHERE messageID IN (SELECT value FROM json_each(?)) AND announced > 0
        """)
    var found: [MessageID: [Tally]] = [:]
    let cursor = try Row.fetchCursor(statement, arguments: [list])
    while let row = try cursor.next() {
      found[MessageID(row[0] as Int64), default: []]
        .append(Tally(sticker: StickerID(rawValue: row[1]), count: row[2]))
    }
    return found.mapValues { $0.sorted { StickerOrder.isBefore($0.sticker, $1.sticker) } }
  }

  /// Identifiers as a JSON array: one bound argument for any number of them.
  static func jsonList(_ identifiers: some Sequence<some Identifier>) -> String {
    "[" + identifiers.map { String($0.rawValue) }.joined(separator: ",") + "]"
  }

  /// `nil` for none, so that most messages store nothing.
  static func encode(_ mentions: [Mention]) throws -> String? {
    guard !mentions.isEmpty else { return nil }
    let stored = mentions.map { StoredMention(member: $0.memberID.rawValue, name: $0.name) }
    return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
  }

  private static func decodeMentions(_ text: String?) throws -> [Mention] {
    guard let text else { return [] }
    return try JSONDecoder().decode([StoredMention].self, from: Data(text.utf8))
      .map { Mention(memberID: MemberID($0.member), name: $0.name) }
  }

  private struct StoredMention: Codable {
    let member: Int64
    let name: String
  }

  /// A message without its tallies.
  private struct Partial {
    let id: MessageID
    let state: Message.State
    private let make: ([Tally]) -> Message

    init(_ row: Row, author: MemberSummary) throws {
      let id = MessageID(row[0] as Int64)
      guard let state = Message.State(rawValue: row[5]) else { throw UnexpectedValue(column: "message.state") }
      let roomID = RoomID(row[1] as Int64)
      let offset = Offset(row[2] as Int64)
      let revision = Offset(row[3] as Int64)
      let threadID = (row[4] as Int64?).map { MessageID($0) }
      // A hidden body does not even leave the database.
      let body: String? = state == .published ? row[6] : nil
      let createdAt = Timestamp(milliseconds: row[7])
      let editedAt = (row[8] as Int64?).map { Timestamp(milliseconds: $0) }
      let commentCount: Int = row[9]
      let lastCommentAt = (row[10] as Int64?).map { Timestamp(milliseconds: $0) }
      let mentions = state == .published ? try decodeMentions(row[11]) : []
      let key: String = row[12]
      self.id = id
      self.state = state
      make = { tallies in
        Message(
          id: id, roomID: roomID, offset: offset, revision: revision, threadID: threadID, author: author, state: state,
          body: body, createdAt: createdAt, editedAt: editedAt, commentCount: commentCount,
          lastCommentAt: lastCommentAt, tallies: tallies, mentions: mentions, key: key)
      }
    }

    func message(tallies: [Tally]) -> Message { make(tallies) }
  }
}

/// A row holds what the schema does not allow, or what a later version wrote.
struct UnexpectedValue: Error {
  let column: String
}
