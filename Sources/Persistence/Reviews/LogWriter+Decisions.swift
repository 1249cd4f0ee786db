public import Community
import Foundation
import GRDB

/// What a moderator decides about an item.
public struct ReviewVerdict: Hashable, Sendable {
  public let kind: DecisionKind
  public let reason: String?
  public let exceptionPhrase: String?
  public let mark: HitMark?

  public init(kind: DecisionKind, reason: String? = nil, exceptionPhrase: String? = nil, mark: HitMark? = nil) {
    self.kind = kind
    self.reason = reason
    self.exceptionPhrase = exceptionPhrase
    self.mark = mark
  }
}

/// A change of an item, and what it published.
public struct Reviewed: Hashable, Sendable {
  public let item: ReviewItemID
  public let message: MessageID
  public let publication: Publication?
}

extension LogWriter {
  /// Atomic: of two moderators who decide at once, one is refused.
  func decide(_ id: ReviewItemID, _ verdict: ReviewVerdict, by moderator: MemberID, at: Timestamp) throws -> Reviewed {
    let item = try waitingItem(id, for: moderator, at: at)
    let settlement = Settlement(
      kind: verdict.kind, by: moderator, reason: verdict.reason, exceptionPhrase: verdict.exceptionPhrase,
      mark: verdict.mark, at: at)
    let publication =
      if item.kind == .deletion {
        try decideDeletion(item, settlement)
      } else if item.target.state == nil {
        try decideHeld(item.target, settlement)
      } else {
        try decidePublished(item, settlement)
      }
    return Reviewed(item: id, message: item.target.id, publication: publication)
  }

  private func decideHeld(_ target: Target, _ settlement: Settlement) throws -> Publication? {
    switch settlement.kind {
    case .approve, .approveWithException:
      let publication = try approve(target, by: settlement.by, at: settlement.at)
      try settle(target, settlement)
      return publication
    case .reject:
      try settle(target, settlement)
      try sealEvidence(of: target.id, at: settlement.at)
      try AuditRows.add(
        .rejectMessage, by: settlement.by, on: .message(target.id), reason: settlement.reason, at: settlement.at,
        in: db)
      return nil
    case .hide, .dismiss, .delete, .withdrawn: throw Refusal.badRequest
    }
  }

  private func decidePublished(_ item: WaitingItem, _ settlement: Settlement) throws -> Publication? {
    let target = item.target
    var publication: Publication?
    switch settlement.kind {
    case .approve, .approveWithException, .dismiss:
      if target.state == .hidden, try hasText(target.id) {
        publication = try restore(target, by: settlement.by, at: settlement.at)
      }
      try AuditRows.add(
        .dismissReview, by: settlement.by, on: .message(target.id), reason: settlement.reason, at: settlement.at,
        in: db)
      try settle(target, settlement)
    case .hide:
      guard target.state != .deleted else { throw Refusal.messageGone }
      if target.state == .published {
        publication = try hide(target, by: settlement.by, reason: settlement.reason, at: settlement.at)
      }
      try settle(target, settlement)
    case .delete:
      guard target.state != .deleted else { throw Refusal.messageGone }
      publication = try requestDeletion(item, settlement)
    case .reject, .withdrawn: throw Refusal.badRequest
    }
    return publication
  }

  // MARK: Deleting others' words

  private func requestDeletion(_ item: WaitingItem, _ settlement: Settlement) throws -> Publication? {
    let target = item.target
    let publication =
      target.state == .published
      ? try hide(target, by: settlement.by, reason: settlement.reason, at: settlement.at) : nil
    try db.execute(
      sql: """
        UPDATE reviewItem SET kindBefore = kind, kind = 'deletion', deletionByID = ?, deletionAtMs = ?,
          deletionReason = ?, deletionWas = ?, claimedByID = NULL, claimedUntilMs = NULL WHERE id = ?
        """,
      arguments: [
        settlement.by.rawValue, settlement.at.milliseconds, settlement.reason, target.state?.rawValue,
        item.id.rawValue,
      ])
    try AuditRows.add(
      .requestDeletion, by: settlement.by, on: .message(target.id), reason: settlement.reason, at: settlement.at,
      in: db)
    return publication
  }

  private func decideDeletion(_ item: WaitingItem, _ settlement: Settlement) throws -> Publication? {
    let target = item.target
    switch settlement.kind {
    case .delete:
      guard item.deletionBy != settlement.by else { throw Refusal.secondPersonNeeded }
      guard target.state == .hidden || target.state == .published else { throw Refusal.messageGone }
      let publication = try erase(target, settlement)
      try settle(target, settlement)
      return publication
    case .approve, .approveWithException, .dismiss:
      var publication: Publication?
      if target.state == .hidden, item.deletionWas == "published", try hasText(target.id) {
        publication = try restore(target, by: settlement.by, at: settlement.at)
      }
      try AuditRows.add(
        .dismissReview, by: settlement.by, on: .message(target.id), reason: settlement.reason, at: settlement.at,
        in: db)
      try settle(target, settlement)
      return publication
    case .hide:
      try settle(target, settlement)
      return nil
    case .reject, .withdrawn: throw Refusal.badRequest
    }
  }

  /// Erases the words of another; the evidence stays sealed until its date.
  private func erase(_ target: Target, _ settlement: Settlement) throws -> Publication {
    try change(target, kind: .deleted, at: settlement.at) { revision in
      if target.state == .published { try sealEvidence(of: target.id, at: settlement.at) }
      try db.execute(
        sql: "UPDATE message SET state = 'deleted', body = NULL, mentions = NULL, revision = ? WHERE id = ?",
        arguments: [revision.rawValue, target.id.rawValue])
      try db.execute(sql: "DELETE FROM messageEdit WHERE messageID = ?", arguments: [target.id.rawValue])
      try RuleHitRows.forgetWords(of: target.id, in: db)
      try AuditRows.add(
        .deleteMessage, by: settlement.by, on: .message(target.id), reason: settlement.reason, at: settlement.at,
        in: db)
      return target.state == .published ? try recount(target, by: -1, revision: revision) : nil
    }
  }

  // MARK: Claiming

  func claim(_ id: ReviewItemID, by moderator: MemberID, at: Timestamp) throws -> Reviewed {
    let item = try waitingItem(id, for: moderator, at: at)
    try db.execute(
      sql: "UPDATE reviewItem SET claimedByID = ?, claimedUntilMs = ? WHERE id = ?",
      arguments: [moderator.rawValue, at.advanced(by: ReviewClaim.time).milliseconds, id.rawValue])
    return Reviewed(item: id, message: item.target.id, publication: nil)
  }

  func release(_ id: ReviewItemID, by moderator: MemberID) throws -> Reviewed {
    guard
      let message = try Int64.fetchOne(
        db, sql: "SELECT messageID FROM reviewItem WHERE id = ?", arguments: [id.rawValue])
    else { throw Refusal.notFound }
    try db.execute(
      sql: "UPDATE reviewItem SET claimedByID = NULL, claimedUntilMs = NULL WHERE id = ? AND claimedByID = ?",
      arguments: [id.rawValue, moderator.rawValue])
    return Reviewed(item: id, message: MessageID(message), publication: nil)
  }

  // MARK: Reading

  struct WaitingItem {
    let id: ReviewItemID
    let kind: ReviewKind
    let target: Target
    let deletionBy: MemberID?
    let deletionWas: String?
  }

  /// The item, when this moderator may decide it now.
  private func waitingItem(_ id: ReviewItemID, for moderator: MemberID, at: Timestamp) throws -> WaitingItem {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT messageID, kind, isOpen, claimedByID, claimedUntilMs, deletionByID, deletionWas FROM reviewItem
          WHERE id = ?
          """), arguments: [id.rawValue])
    guard let row, let target = try findTarget(MessageID(row[0] as Int64)) else { throw Refusal.notFound }
    guard row[2] as Bool else { throw Refusal.alreadyDecided }
    guard target.authorID != moderator else { throw Refusal.ownMatter }
    if let holder: Int64 = row[3], let until: Int64 = row[4], holder != moderator.rawValue, until > at.milliseconds {
      throw Refusal.claimedByOther
    }
    guard let kind = ReviewKind(rawValue: row[1]) else { throw UnexpectedValue(column: "reviewItem.kind") }
    return WaitingItem(
      id: id, kind: kind, target: target, deletionBy: (row[5] as Int64?).map { MemberID($0) }, deletionWas: row[6])
  }
}
