import Community
import Foundation
import GRDB

/// Review items as the database has them, with their reports: two statements for any number of them.
enum ReviewRows {
  static func encode(_ hits: [RuleHit]) throws -> String {
    guard !hits.isEmpty else { return "[]" }
    return String(decoding: try JSONEncoder().encode(hits.map(StoredHit.init)), as: UTF8.self)
  }

  static func decode(_ text: String) throws -> [RuleHit] {
    guard text != "[]" else { return [] }
    return try JSONDecoder().decode([StoredHit].self, from: Data(text.utf8)).map(\.hit)
  }

  /// - Parameters:
  ///   - condition: on `i`, the item, and `m`, its message.
  ///   - now: what tells a claim that still holds from one that ended.
  static func fetch(
    _ db: Database, where condition: String, arguments: StatementArguments, now: Timestamp
  ) throws -> [ReviewItem] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT i.id, i.kind, i.isOpen, i.roomID, i.openedAtMs, i.hits, i.claimedByID, i.claimedUntilMs, i.decision,
          i.decidedByID, i.decidedAtMs, i.decisionReason, i.exceptionPhrase, i.mark, i.deletionByID, i.deletionAtMs,
          i.deletionReason, i.undone, i.undoneByID, i.undoneAtMs, i.undoneHid, m.id, m.authorID, m.state, m.body,
          m.threadID, m.createdAtMs, m.offset
        FROM reviewItem i JOIN message m ON m.id = i.messageID
        """ + " " + condition, arguments: arguments)
    guard !rows.isEmpty else { return [] }
    let reports = try Row.fetchAll(
      db,
      sql: """
        SELECT messageID, reporterID, reason, note, atMs FROM report
        WHERE messageID IN (SELECT value FROM json_each(?)) ORDER BY atMs, reporterID
        """, arguments: [MessageRows.jsonList(rows.map { MessageID($0[21] as Int64) })])
    var people: Set<Int64> = Set(reports.map { $0[1] as Int64 })
    for row in rows { for column in [6, 9, 14, 18, 22] { if let id: Int64 = row[column] { people.insert(id) } } }
    let members = try MemberRows.summaries(db, of: people.map { MemberID($0) })
    let reader = Reader(members: members, reports: Dictionary(grouping: reports) { $0[0] as Int64 }, now: now)
    return try rows.map(reader.item)
  }

  private struct Reader {
    let members: [MemberID: MemberSummary]
    let reports: [Int64: [Row]]
    let now: Timestamp

    func item(_ row: Row) throws -> ReviewItem {
      let isOpen: Bool = row[2]
      guard let kind = ReviewKind(rawValue: row[1]), let author = member(row[22]) else {
        throw UnexpectedValue(column: "reviewItem.kind")
      }
      let messageID = MessageID(row[21] as Int64)
      return ReviewItem(
        id: ReviewItemID(row[0] as Int64), kind: kind, state: isOpen ? .open : .decided,
        room: RoomID(row[3] as Int64), message: try message(row, id: messageID, author: author),
        hits: try ReviewRows.decode(row[5]), reports: (reports[messageID.rawValue] ?? []).compactMap(report),
        createdAt: Timestamp(milliseconds: row[4]), claim: isOpen ? claim(row) : nil, decision: decision(row),
        deletion: kind == .deletion ? deletion(row) : nil, undone: undone(row))
    }

    private func message(_ row: Row, id: MessageID, author: MemberSummary) throws -> ReviewedMessage {
      let body: String? = row[24]
      let state: ReviewedState =
        switch row[23] as String {
        case "held":
          switch row[8] as String? {
          case "reject": .rejected
          case "withdrawn": .withdrawn
          default: .held
          }
        case let name: ReviewedState(rawValue: name) ?? .deleted
        }
      return ReviewedMessage(
        id: id, author: author, body: state == .published || state == .held ? body : nil,
        thread: (row[25] as Int64?).map { MessageID($0) }, createdAt: Timestamp(milliseconds: row[26]), state: state,
        offset: (row[27] as Int64?).map { Offset($0) })
    }

    private func report(_ row: Row) -> Report? {
      guard let reason = ReportReason(rawValue: row[2]), let reporter = member(row[1]) else { return nil }
      return Report(reason: reason, note: row[3], reporter: reporter, at: Timestamp(milliseconds: row[4]))
    }

    private func claim(_ row: Row) -> ReviewClaim? {
      guard let by = member(row[6]), let until: Int64 = row[7], until > now.milliseconds else { return nil }
      return ReviewClaim(by: by, until: Timestamp(milliseconds: until))
    }

    private func decision(_ row: Row) -> ReviewDecision? {
      guard let name: String = row[8], let kind = DecisionKind(rawValue: name), let by = member(row[9]),
        let at = time(row[10])
      else { return nil }
      return ReviewDecision(
        kind: kind, by: by, at: at, reason: row[11], exceptionPhrase: row[12],
        mark: (row[13] as String?).flatMap(HitMark.init), undoUntil: kind == .withdrawn ? nil : undoTime(after: at))
    }

    private func deletion(_ row: Row) -> DeletionRequest? {
      guard let by = member(row[14]), let at = time(row[15]) else { return nil }
      return DeletionRequest(by: by, at: at, reason: row[16], undoUntil: undoTime(after: at))
    }

    private func undone(_ row: Row) -> UndoneDecision? {
      guard let name: String = row[17], let kind = DecisionKind(rawValue: name), let by = member(row[18]),
        let at = time(row[19])
      else { return nil }
      return UndoneDecision(kind: kind, by: by, at: at, isHidden: (row[20] as Bool?) ?? false)
    }

    /// `nil` once it is too late.
    private func undoTime(after at: Timestamp) -> Timestamp? {
      let until = at.advanced(by: DecisionKind.undoTime)
      return until > now ? until : nil
    }

    private func member(_ id: Int64?) -> MemberSummary? { id.flatMap { members[MemberID($0)] } }
    private func time(_ value: Int64?) -> Timestamp? { value.map { Timestamp(milliseconds: $0) } }
  }

  private struct StoredHit: Codable {
    let rule: String
    let version: Int
    let action: String
    let category: String
    let phrase: String
    let start: Int
    let end: Int
    let explanation: LocalizedText

    init(_ hit: RuleHit) {
      rule = hit.rule
      version = hit.version
      action = hit.action
      category = hit.category
      phrase = hit.phrase
      start = hit.startUTF16
      end = hit.endUTF16
      explanation = hit.explanation
    }

    var hit: RuleHit {
      RuleHit(
        rule: rule, version: version, action: action, category: category, phrase: phrase, startUTF16: start,
        endUTF16: end, explanation: explanation)
    }
  }
}
