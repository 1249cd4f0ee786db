public import Community
import Folding
import GRDB

/// What to search for, and where.
public struct SearchRequest: Hashable, Sendable {
  /// As the member typed it; read by `Bigrams.query`.
  public let text: String
  /// The rooms to search: only ones the member may see. None finds nothing.
  public let rooms: [RoomID]
  public let author: MemberID?
  /// Only messages older than this one: the last of the page before.
  public let before: MessageID?
  public let limit: Int

  public init(text: String, rooms: [RoomID], author: MemberID? = nil, before: MessageID? = nil, limit: Int) {
    self.text = text
    self.rooms = rooms
    self.author = author
    self.before = before
    self.limit = limit
  }
}

/// Messages found, newest first.
public struct SearchPage: Hashable, Sendable {
  public let messages: [Message]
  /// Whether older messages match, or may: `isCutShort`.
  public let hasMore: Bool
  /// True when the search ran out of time: these are the newest matches, and others were not looked at.
  public let isCutShort: Bool
}

/// Finding messages by what they say.
///
/// A text is found once it was indexed, about a second after it was posted or edited. What is hidden, deleted or held is
/// never found: its state is looked up with every search.
/// - Isolation: any thread; runs beside writers, on a connection of its own.
public struct MessageSearch: Sendable {
  /// Longest time a search may take.
  public static let deadline = Duration.milliseconds(300)

  let access: DatabaseAccess
  private let indexer: SearchIndex

  init(access: DatabaseAccess) throws {
    self.access = access
    indexer = SearchIndex(access: access)
    try access.pool.write(SearchIndex.startOverIfFoldChanged)
  }

  /// Messages that match, newest first.
  /// - Throws: an unexpected error.
  public func find(_ request: SearchRequest, within deadline: Duration = Self.deadline) async throws -> SearchPage {
    let limit = max(1, request.limit)
    // One room is part of the index; of many rooms it is cheaper to look at the message.
    let indexed = request.rooms.count == 1 ? request.rooms.map(\.rawValue) : []
    guard !request.rooms.isEmpty, let query = Bigrams.query(request.text, rooms: indexed) else {
      return SearchPage(messages: [], hasMore: false, isCutShort: false)
    }
    return try await access.read { db in
      let found = try Self.candidates(query, request: request, limit: limit + 1, within: deadline, in: db)
      let shown = found.messages.prefix(limit)
      let messages = try MessageRows.fetch(
        db, where: "WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id DESC",
        arguments: [MessageRows.jsonList(shown)])
      return SearchPage(
        messages: messages, hasMore: found.isCutShort || found.messages.count > limit, isCutShort: found.isCutShort)
    }
  }

  /// Brings the index up to date with messages posted, edited, hidden, restored or deleted since: at most `limit` of
  /// them, in one transaction of its own. Call it again while it answers `limit`.
  /// - Returns: how many messages were looked at.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func indexPending(limit: Int) async throws -> Int {
    try await indexer.indexPending(limit: limit)
  }

  private static func candidates(
    _ query: SearchQuery, request: SearchRequest, limit: Int, within deadline: Duration, in db: Database
  ) throws -> (messages: [MessageID], isCutShort: Bool) {
    let groups = query.containsTerms.map {
      "(" + $0.map { _ in "instr(x.folded, ?) > 0" }.joined(separator: " OR ") + ")"
    }
    let exclusions = query.excludedTerms.map { _ in "instr(x.folded, ?) = 0" }
    let statement = try db.makeStatement(
      sql: """
        SELECT f.rowid
        FROM messageSearch f CROSS JOIN searchText x ON x.messageID = f.rowid CROSS JOIN message m ON m.id = f.rowid
        WHERE f.messageSearch MATCH ? AND f.rowid < ? AND m.state = 'published'
          AND m.roomID IN (SELECT value FROM json_each(?)) AND (?4 IS NULL OR m.authorID = ?4)
          \((groups + exclusions).map { "AND " + $0 }.joined(separator: "\n  "))
        ORDER BY f.rowid DESC LIMIT \(limit)
        """)
    var arguments: [(any DatabaseValueConvertible)?] = [
      query.matchExpression, request.before?.rawValue ?? .max, MessageRows.jsonList(request.rooms),
      request.author?.rawValue,
    ]
    arguments += query.containsTerms.flatMap(\.self)
    arguments += query.excludedTerms
    var found: [MessageID] = []
    let isCutShort = try db.interrupting(after: deadline) {
      let cursor = try Int64.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let id = try cursor.next() { found.append(MessageID(id)) }
    }
    return (found, isCutShort)
  }
}
