import Community
import Foundation
import GRDB

// Review items, written in the same transaction as the messages they are about.

extension LogWriter {
  /// Puts a message into the review queue, or adds to what is there of it.
  func openItem(
    _ kind: ReviewKind, of message: MessageID, in room: RoomID, by author: MemberID, hits: [RuleHit],
    told: LocalizedText?, at: Timestamp
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO reviewItem (messageID, roomID, authorID, kind, wasHeld, openedAtMs, hits, toldJa, toldEn)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (messageID) DO UPDATE SET
          hits = CASE WHEN excluded.hits = '[]' THEN hits ELSE excluded.hits END,
          kind = CASE WHEN isOpen = 1 THEN kind ELSE excluded.kind END,
          openedAtMs = CASE WHEN isOpen = 1 THEN openedAtMs ELSE excluded.openedAtMs END,
          isOpen = 1, decision = NULL, decidedByID = NULL, decidedAtMs = NULL, decisionReason = NULL,
          exceptionPhrase = NULL, mark = NULL, messageWas = NULL
        """
    ).execute(arguments: [
      message.rawValue, room.rawValue, author.rawValue, kind.rawValue, kind == .held, at.milliseconds,
      try ReviewRows.encode(hits), told?.ja, told?.en,
    ])
  }

  /// Whether somebody has to decide about the message.
  func isWaiting(_ message: MessageID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT isOpen FROM reviewItem WHERE messageID = ?"), arguments: [message.rawValue])
      ?? false
  }

  /// The author changes what waits: it goes on waiting, with what the rules say of the new text.
  func editHeld(
    _ target: Target, body: String, mentions: [Mention], hits: [RuleHit], held: HoldReason?, at: Timestamp
  ) throws {
    guard try isWaiting(target.id) else { throw Refusal.messageGone }
    try db.execute(
      sql: "UPDATE message SET body = ?, mentions = ?, holdReason = ? WHERE id = ?",
      arguments: [body, try MessageRows.encode(mentions), held?.text, target.id.rawValue])
    try db.execute(
      sql: "UPDATE reviewItem SET hits = ?, toldJa = ?, toldEn = ? WHERE messageID = ?",
      arguments: [try ReviewRows.encode(hits), held?.told?.ja, held?.told?.en, target.id.rawValue])
  }

  /// The author takes back what waits. Nobody has seen it, so nothing is kept of it.
  func withdraw(_ target: Target, at: Timestamp) throws {
    guard try isWaiting(target.id) else { throw Refusal.messageGone }
    try db.execute(sql: "UPDATE message SET body = '', mentions = NULL WHERE id = ?", arguments: [target.id.rawValue])
    try RuleHitRows.forgetWords(of: target.id, in: db)
    try settle(target, Settlement(kind: .withdrawn, by: target.authorID, at: at))
  }

  /// A moderator hid a message from anywhere: that decides what waits of it, and its author is told.
  func settleByHiding(_ target: Target, by moderator: MemberID, reason: String?, at: Timestamp) throws {
    // Nobody decides about themselves: their own hidden message goes on waiting for another moderator.
    guard target.authorID != moderator else { return }
    guard try isWaiting(target.id) else {
      return try tell(target.authorID, .messageHidden, of: target, at: at)
    }
    try settle(target, Settlement(kind: .hide, by: moderator, reason: reason, at: at))
  }

  // MARK: Settling

  /// A decision on its way into the item.
  struct Settlement {
    var kind: DecisionKind
    var by: MemberID
    var reason: String?
    var exceptionPhrase: String?
    var mark: HitMark?
    var at: Timestamp
  }

  /// Ends the item's waiting, answers its reporters and tells the author.
  /// - Parameter target: the message as it was before the decision.
  func settle(_ target: Target, _ settlement: Settlement) throws {
    let item = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT toldJa, toldEn FROM reviewItem WHERE messageID = ?"),
      arguments: [target.id.rawValue])
    guard let item else { return }
    let at = settlement.at
    try db.execute(
      sql: """
        UPDATE reviewItem SET isOpen = 0, decision = ?, decidedByID = ?, decidedAtMs = ?, decisionReason = ?,
          exceptionPhrase = ?, mark = ?, messageWas = ?, claimedByID = NULL, claimedUntilMs = NULL
        WHERE messageID = ?
        """,
      arguments: [
        settlement.kind.rawValue, settlement.by.rawValue, at.milliseconds, settlement.reason,
        settlement.exceptionPhrase, settlement.mark?.rawValue, target.state?.rawValue ?? "held", target.id.rawValue,
      ])
    let told: LocalizedText? = (item[0] as String?).flatMap { ja in
      (item[1] as String?).map { LocalizedText(ja: ja, en: $0) }
    }
    switch settlement.kind {
    case .approve, .approveWithException:
      if target.state == nil { try tell(target.authorID, .messageApproved, of: target, at: at) }
    case .reject: try tell(target.authorID, .messageRejected, of: target, reason: told, at: at)
    case .hide: try tell(target.authorID, .messageHidden, of: target, at: at)
    case .delete: try tell(target.authorID, .messageDeleted, of: target, at: at)
    case .dismiss, .withdrawn: break
    }
    try answerReporters(of: target, settlement)
    // An exception says that the rule was wrong about these words.
    let mark = settlement.mark ?? (settlement.kind == .approveWithException ? .wrong : nil)
    if let mark { try RuleHitRows.mark(target.id, mark, by: settlement.by, at: at, in: db) }
  }

  private func answerReporters(of target: Target, _ settlement: Settlement) throws {
    let reporters = try Int64.fetchAll(
      db, sql: "SELECT reporterID FROM report WHERE messageID = ? AND answeredAtMs IS NULL",
      arguments: [target.id.rawValue])
    guard !reporters.isEmpty else { return }
    let isUpheld = settlement.kind == .hide || settlement.kind == .delete || settlement.kind == .reject
    for reporter in reporters {
      try tell(
        MemberID(reporter), isUpheld ? .reportUpheld : .reportDismissed, of: target, at: settlement.at)
    }
    try db.execute(
      sql: "UPDATE report SET answeredAtMs = ? WHERE messageID = ? AND answeredAtMs IS NULL",
      arguments: [settlement.at.milliseconds, target.id.rawValue])
  }

  /// Leaves a notice, due when the decision can no longer be taken back.
  private func tell(
    _ member: MemberID, _ kind: NoticeKind, of target: Target, reason: LocalizedText? = nil,
    at: Timestamp
  ) throws {
    let place = try Row.fetchOne(
      db, sql: "SELECT r.name, m.offset FROM room r JOIN message m ON m.roomID = r.id WHERE m.id = ?",
      arguments: [target.id.rawValue])
    let text = kind.text(room: place?[0] ?? "", reason: reason)
    var link: String?
    if kind == .messageApproved, let offset: Int64 = place?[1] {
      link = NoticeRows.link(room: target.roomID, thread: target.threadID, offset: Offset(offset))
    }
    try NoticeRows.add(
      kind, text, to: member, at: at.advanced(by: DecisionKind.undoTime), link: link, message: target.id, in: db)
  }
}
