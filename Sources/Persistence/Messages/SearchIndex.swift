import Community
import Folding
import GRDB

/// Keeps the search index up to date, in the background and in small transactions between the commits of messages.
///
/// New messages are those after a cursor, since identities rise in commit order; changed ones have a `searchMark`, made
/// in the transaction of the change. Folding and cutting into bigrams happen outside the writer's queue.
struct SearchIndex: Sendable {
  /// Pages of the index merged after a batch, at most: about twice what a batch of 200 messages needs in the long run.
  /// FTS5 would merge by itself inside a batch, now and then a great many pages at once, while messages wait.
  static let pagesMerged = 64

  let access: DatabaseAccess

  func indexPending(limit: Int) async throws -> Int {
    let pending = try await access.read { try Pending(limit: max(1, limit), in: $0) }
    guard !pending.isEmpty else { return 0 }
    let documents = pending.messages.map(Document.init)
    try await access.write { db in
      for document in documents { try Self.store(document, in: db) }
      for (author, count) in pending.newByAuthor {
        try db.cachedStatement(
          sql: """
            INSERT INTO authorActivity (memberID, messages) VALUES (?, ?)
            ON CONFLICT (memberID) DO UPDATE SET messages = messages + excluded.messages
            """
        ).execute(arguments: [author, count])
      }
      try db.execute(
        sql: "DELETE FROM searchMark WHERE id IN (SELECT value FROM json_each(?))", arguments: [pending.marks])
      try Meta.set(.searchCursor, to: String(pending.cursor), in: db)
    }
    try await access.write { db in
      try db.execute(
        sql: "INSERT INTO messageSearch (messageSearch, rank) VALUES ('merge', ?)", arguments: [Self.pagesMerged])
    }
    return documents.count
  }

  /// Empties the index if it was made with another fold, so that it is made anew in the background.
  static func startOverIfFoldChanged(_ db: Database) throws {
    let current = "\(SearchFold.version)/\(FoldVersion.unicode)"
    guard try Meta.value(of: .searchFoldVersion, in: db) != current else { return }
    // Merging is ours to time: `indexPending`.
    try db.execute(
      sql: """
        INSERT INTO messageSearch (messageSearch) VALUES ('delete-all');
        INSERT INTO messageSearch (messageSearch, rank) VALUES ('automerge', 0);
        DELETE FROM searchText;
        DELETE FROM searchMark;
        DELETE FROM authorActivity;
        """)
    try Meta.set(.searchCursor, to: "0", in: db)
    try Meta.set(.searchFoldVersion, to: current, in: db)
  }

  /// Replaces what the index holds of one message. Nothing stays of a message that members cannot see.
  private static func store(_ document: Document, in db: Database) throws {
    let id = document.id.rawValue
    let before = try String.fetchOne(
      db.cachedStatement(sql: "SELECT folded FROM searchText WHERE messageID = ?"), arguments: [id])
    guard before != document.folded else { return }
    if let before {
      // A contentless table only forgets what it is told again.
      try db.cachedStatement(
        sql: "INSERT INTO messageSearch (messageSearch, rowid, bigrams) VALUES ('delete', ?, ?)"
      ).execute(arguments: [id, Document.tokens(before, room: document.room)])
    }
    guard let folded = document.folded, let tokens = document.tokens else {
      try db.cachedStatement(sql: "DELETE FROM searchText WHERE messageID = ?").execute(arguments: [id])
      return
    }
    try db.cachedStatement(sql: "INSERT INTO messageSearch (rowid, bigrams) VALUES (?, ?)")
      .execute(arguments: [id, tokens])
    try db.cachedStatement(
      sql: """
        INSERT INTO searchText (messageID, folded) VALUES (?, ?)
        ON CONFLICT (messageID) DO UPDATE SET folded = excluded.folded
        """
    ).execute(arguments: [id, folded])
  }
}

extension SearchIndex {
  /// A message as the index has to know it.
  private struct Document {
    let id: MessageID
    let room: RoomID
    /// `nil` when members cannot see the message.
    let folded: String?
    let tokens: String?

    init(_ message: Pending.Message) {
      id = message.id
      room = message.room
      folded = message.body.map { SearchFold.fold($0).text }
      tokens = folded.map { [room] in Self.tokens($0, room: room) }
    }

    static func tokens(_ folded: String, room: RoomID) -> String {
      Bigrams.indexTokens(folded: folded, roomToken: Bigrams.roomToken(room.rawValue))
    }
  }

  /// What the index has not seen yet, changed messages first.
  private struct Pending {
    struct Message {
      let id: MessageID
      let room: RoomID
      let author: Int64
      /// `nil` unless published.
      let body: String?
    }

    var messages: [Message] = []
    /// Identities of the marks that are done with these messages, as a JSON array. A mark made later stays.
    let marks: String
    /// How many of the messages are new, by author.
    private(set) var newByAuthor: [Int64: Int] = [:]
    /// Highest identity seen.
    var cursor: Int64

    var isEmpty: Bool { messages.isEmpty }

    init(limit: Int, in db: Database) throws {
      cursor = try Meta.value(of: .searchCursor, in: db).flatMap { Int64($0) } ?? 0
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, messageID FROM searchMark ORDER BY id LIMIT ?", arguments: [limit])
      marks = "[" + rows.map { String($0[0] as Int64) }.joined(separator: ",") + "]"
      let changed = MessageRows.jsonList(Set(rows.map { MessageID($0[1] as Int64) }))
      messages = try Self.fetch(
        db, "WHERE id IN (SELECT value FROM json_each(?))", [changed])
      guard rows.count < limit else { return }
      let new = try Self.fetch(db, "WHERE id > ? ORDER BY id LIMIT ?", [cursor, limit - rows.count])
      messages += new
      for message in new { newByAuthor[message.author, default: 0] += 1 }
      cursor = new.last?.id.rawValue ?? cursor
    }

    private static func fetch(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [Message]
    {
      try Row.fetchAll(
        db, sql: "SELECT id, roomID, state, body, authorID FROM message " + condition, arguments: arguments
      ).map {
        Message(
          id: MessageID($0[0] as Int64), room: RoomID($0[1] as Int64), author: $0[4],
          body: $0[2] == "published" ? $0[3] : nil)
      }
    }
  }
}
