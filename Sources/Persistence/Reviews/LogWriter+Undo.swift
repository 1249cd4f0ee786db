import Community
import GRDB

extension LogWriter {
  /// Takes a decision back, by whoever made it and within its time. Notices of it have not been sent yet.
  func undo(_ id: ReviewItemID, by moderator: MemberID, at: Timestamp) throws -> Reviewed {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT messageID, isOpen, kind, decision, decidedByID, decidedAtMs, messageWas, deletionByID, deletionAtMs,
          deletionWas FROM reviewItem WHERE id = ?
        """, arguments: [id.rawValue])
    guard let row, let target = try findTarget(MessageID(row[0] as Int64)) else { throw Refusal.notFound }
    let publication: Publication?
    if row[1] {
      guard row[2] == ReviewKind.deletion.rawValue, isInTime(row[7], row[8], moderator, at) else {
        throw Refusal.undoTooLate
      }
      publication = try undoRequest(id, target, was: row[9], by: moderator, at: at)
    } else {
      guard let kind = DecisionKind(rawValue: row[3]), kind != .withdrawn, isInTime(row[4], row[5], moderator, at)
      else { throw Refusal.undoTooLate }
      publication = try takeBack(kind, target, was: row[6], by: moderator, at: at)
      if let decidedAt: Int64 = row[5] { try RuleHitRows.unmark(target.id, decidedAt: decidedAt, in: db) }
      try reopen(
        id, kind, decidedAt: row[5], hid: publication?.kind == .hidden && kind != .delete, by: moderator, at: at)
    }
    try forgetNotices(of: target.id)
    try AuditRows.add(.undoDecision, by: moderator, on: .message(target.id), at: at, in: db)
    return Reviewed(item: id, message: target.id, publication: publication)
  }

  /// Nobody has been told yet.
  func forgetNotices(of message: MessageID) throws {
    try db.execute(
      sql: "DELETE FROM notice WHERE messageID = ? AND sentAtMs IS NULL", arguments: [message.rawValue])
  }

  private func isInTime(_ by: Int64?, _ decidedAt: Int64?, _ moderator: MemberID, _ at: Timestamp) -> Bool {
    guard by == moderator.rawValue, let decidedAt else { return false }
    return at < Timestamp(milliseconds: decidedAt).advanced(by: DecisionKind.undoTime)
  }

  /// Brings the message back to what it was, as far as that can be done.
  private func takeBack(
    _ kind: DecisionKind, _ target: Target, was: String?, by moderator: MemberID, at: Timestamp
  ) throws -> Publication? {
    switch kind {
    case .approve, .approveWithException, .dismiss:
      // What was published may have been seen: it can only be hidden.
      guard was != "published", target.state == .published else { return nil }
      return try hide(target, by: moderator, reason: nil, at: at)
    case .reject:
      try unsealEvidence(of: target.id)
      return nil
    case .hide:
      guard was == "published", target.state == .hidden, try hasText(target.id) else { return nil }
      return try restore(target, by: moderator, at: at)
    case .delete:
      guard target.state == .deleted else { return nil }
      return try change(target, kind: .hidden, at: at) { revision in
        try db.execute(
          sql: "UPDATE message SET state = 'hidden', body = '', revision = ? WHERE id = ?",
          arguments: [revision.rawValue, target.id.rawValue])
        return nil
      }
    case .withdrawn: return nil
    }
  }

  private func undoRequest(
    _ id: ReviewItemID, _ target: Target, was: String?, by moderator: MemberID, at: Timestamp
  ) throws -> Publication? {
    var publication: Publication?
    if was == "published", target.state == .hidden, try hasText(target.id) {
      publication = try restore(target, by: moderator, at: at)
    }
    try db.execute(
      sql: """
        UPDATE reviewItem SET kind = kindBefore, kindBefore = NULL, deletionByID = NULL, deletionAtMs = NULL,
          deletionReason = NULL, deletionWas = NULL, undone = 'delete', undoneByID = ?, undoneAtMs = ?, undoneHid = 0
        WHERE id = ?
        """, arguments: [moderator.rawValue, at.milliseconds, id.rawValue])
    return publication
  }

  private func reopen(
    _ id: ReviewItemID, _ kind: DecisionKind, decidedAt: Int64?, hid: Bool, by moderator: MemberID, at: Timestamp
  ) throws {
    try db.execute(
      sql: """
        UPDATE report SET answeredAtMs = NULL
        WHERE messageID = (SELECT messageID FROM reviewItem WHERE id = ?) AND answeredAtMs = ?
        """, arguments: [id.rawValue, decidedAt])
    try db.execute(
      sql: """
        UPDATE reviewItem SET isOpen = 1, decision = NULL, decidedByID = NULL, decidedAtMs = NULL,
          decisionReason = NULL, exceptionPhrase = NULL, mark = NULL, messageWas = NULL,
          undone = ?, undoneByID = ?, undoneAtMs = ?, undoneHid = ?
        WHERE id = ?
        """, arguments: [kind.rawValue, moderator.rawValue, at.milliseconds, hid, id.rawValue])
  }
}
