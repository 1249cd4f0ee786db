import Community
import GRDB

extension LogWriter {
  func edit(
    _ id: MessageID, by author: MemberID, body: String, mentions: [Mention], hits: [RuleHit] = [],
    held: HoldReason? = nil, at: Timestamp, allowedIn rule: MessageLog.RoomRule
  ) throws -> Publication? {
    let target = try ownTarget(id, of: author, allowedIn: rule)
    if target.state == nil {
      try editHeld(target, body: body, mentions: mentions, hits: hits, held: held, at: at)
      return nil
    }
    guard target.state == .published else { throw Refusal.messageGone }
    // An edit cannot wait unseen beside the text it replaces.
    guard held == nil else { throw Refusal.heldForReview }
    let publication = try change(target, kind: .edited, at: at) { revision in
      try db.execute(
        sql: """
          INSERT INTO messageEdit (messageID, body, writtenAtMs, replacedAtMs)
          SELECT id, body, coalesce(editedAtMs, createdAtMs), ? FROM message WHERE id = ?
          """, arguments: [at.milliseconds, id.rawValue])
      try db.execute(
        sql: "UPDATE message SET body = ?, mentions = ?, editedAtMs = ?, revision = ? WHERE id = ?",
        arguments: [body, try MessageRows.encode(mentions), at.milliseconds, revision.rawValue, id.rawValue])
      return nil
    }
    if !hits.isEmpty {
      try openItem(.flagged, of: id, in: target.roomID, by: author, hits: hits, told: nil, at: at)
    }
    return publication
  }

  func delete(_ id: MessageID, by author: MemberID, at: Timestamp, allowedIn rule: MessageLog.RoomRule) throws
    -> Publication?
  {
    let target = try ownTarget(id, of: author, allowedIn: rule)
    if target.state == nil {
      try withdraw(target, at: at)
      return nil
    }
    guard target.state == .published else { throw Refusal.messageGone }
    // Its author cannot erase what somebody has reported before anyone looked.
    if try isWaiting(id) { try sealEvidence(of: id, at: at) }
    return try change(target, kind: .deleted, at: at) { revision in
      try db.execute(
        sql: "UPDATE message SET state = 'deleted', body = NULL, mentions = NULL, revision = ? WHERE id = ?",
        arguments: [revision.rawValue, id.rawValue])
      try db.execute(sql: "DELETE FROM messageEdit WHERE messageID = ?", arguments: [id.rawValue])
      try RuleHitRows.forgetWords(of: id, in: db)
      return try recount(target, by: -1, revision: revision)
    }
  }

  func hide(
    _ id: MessageID, by moderator: MemberID, reason: String?, at: Timestamp, allowedIn rule: MessageLog.RoomRule
  ) throws -> Publication {
    let target = try target(id, allowedIn: rule)
    guard target.state == .published else { throw Refusal.messageGone }
    let publication = try hide(target, by: moderator, reason: reason, at: at)
    try settleByHiding(target, by: moderator, reason: reason, at: at)
    return publication
  }

  /// Hides without settling the message's review item.
  func hide(_ target: Target, by moderator: MemberID, reason: String?, at: Timestamp) throws -> Publication {
    let id = target.id
    return try change(target, kind: .hidden, at: at) { revision in
      try sealEvidence(of: id, at: at)
      try setState(.hidden, of: id, revision: revision)
      try db.execute(
        sql: """
          INSERT INTO hiding (messageID, authorID, byID, atMs) VALUES (?, ?, ?, ?)
          ON CONFLICT (messageID) DO UPDATE SET byID = excluded.byID, atMs = excluded.atMs, shownBefore = NULL,
            shownNow = NULL, tookMs = NULL, mayHaveSeen = NULL
          """, arguments: [id.rawValue, target.authorID.rawValue, moderator.rawValue, at.milliseconds])
      try AuditRows.add(.hideMessage, by: moderator, on: .message(id), reason: reason, at: at, in: db)
      return try recount(target, by: -1, revision: revision)
    }
  }

  func restore(_ id: MessageID, by moderator: MemberID, at: Timestamp, allowedIn rule: MessageLog.RoomRule) throws
    -> Publication
  {
    let target = try target(id, allowedIn: rule)
    guard target.state == .hidden, try hasText(id) else { throw Refusal.messageGone }
    let publication = try restore(target, by: moderator, at: at)
    try forgetNotices(of: id)
    return publication
  }

  func restore(_ target: Target, by moderator: MemberID, at: Timestamp) throws -> Publication {
    let id = target.id
    return try change(target, kind: .restored, at: at) { revision in
      try unsealEvidence(of: id)
      try db.execute(sql: "DELETE FROM hiding WHERE messageID = ?", arguments: [id.rawValue])
      try setState(.published, of: id, revision: revision)
      try AuditRows.add(.restoreMessage, by: moderator, on: .message(id), at: at, in: db)
      return try recount(target, by: 1, revision: revision)
    }
  }

  func approve(_ id: MessageID, by moderator: MemberID, at: Timestamp, allowedIn rule: MessageLog.RoomRule) throws
    -> Publication
  {
    guard let target = try findTarget(id), target.state == nil, try isWaiting(id) else { throw Refusal.notFound }
    if let refusal = rule(target.roomID) { throw refusal }
    let publication = try approve(target, by: moderator, at: at)
    try settle(target, Settlement(kind: .approve, by: moderator, at: at))
    return publication
  }

  func approve(_ target: Target, by moderator: MemberID, at: Timestamp) throws -> Publication {
    let id = target.id
    let post = try target.threadID.map { try self.post($0, in: target.roomID) }
    var tail = try tail(of: target.roomID)
    tail.postCount += 1
    tail.lastPostAtMs = at.milliseconds
    return try change(target, kind: .posted, at: at, tail: tail) { revision in
      try db.execute(
        sql: "UPDATE message SET state = 'published', offset = ?1, revision = ?1, holdReason = NULL WHERE id = ?2",
        arguments: [revision.rawValue, id.rawValue])
      try AuditRows.add(.approveMessage, by: moderator, on: .message(id), at: at, in: db)
      return try post.map { try add(target.createdAt, to: $0, revision: revision) }
    }
  }
}

// MARK: - What they share

extension LogWriter {
  /// What a change needs to know of the message before it.
  struct Target {
    let id: MessageID
    let roomID: RoomID
    let threadID: MessageID?
    let authorID: MemberID
    /// `nil` while it is held.
    let state: Message.State?
    let createdAt: Timestamp
  }

  /// - Throws: `Refusal.notFound` for what nobody but moderators may know of.
  func target(_ id: MessageID, allowedIn rule: MessageLog.RoomRule) throws -> Target {
    guard let target = try findTarget(id), target.state != nil else { throw Refusal.notFound }
    if let refusal = rule(target.roomID) { throw refusal }
    return target
  }

  /// The author's own message, held ones included.
  private func ownTarget(_ id: MessageID, of author: MemberID, allowedIn rule: MessageLog.RoomRule) throws -> Target {
    guard let target = try findTarget(id), target.state != nil || target.authorID == author else {
      throw Refusal.notFound
    }
    if let refusal = rule(target.roomID) { throw refusal }
    guard target.authorID == author else { throw Refusal.notYours }
    return target
  }

  func findTarget(_ id: MessageID) throws -> Target? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT roomID, threadID, authorID, state, createdAtMs FROM message WHERE id = ?"),
      arguments: [id.rawValue])
    guard let row else { return nil }
    return Target(
      id: id, roomID: RoomID(row[0] as Int64), threadID: (row[1] as Int64?).map { MessageID($0) },
      authorID: MemberID(row[2] as Int64), state: Message.State(rawValue: row[3]),
      createdAt: Timestamp(milliseconds: row[4]))
  }

  /// Takes the room's next offset for a change and publishes the message as it is afterwards.
  /// - Parameter apply: writes the change with its revision; returns the post's summary when that changed.
  func change(
    _ target: Target, kind: Publication.Kind, at: Timestamp, tail given: Tail? = nil,
    apply: (Offset) throws -> ThreadSummary?
  ) throws -> Publication {
    var tail = try given ?? self.tail(of: target.roomID)
    tail.offset += 1
    let revision = Offset(tail.offset)
    let thread = try apply(revision)
    try markForSearch(target.id)
    guard let message = try MessageRows.fetch(db, id: target.id) else { throw UnexpectedValue(column: "message.id") }
    let publication = Publication(
      roomID: target.roomID, offset: revision, kind: kind, at: at, message: message, thread: thread,
      postCount: tail.postCount)
    try publish(publication, tail: tail)
    return publication
  }

  func setState(_ state: Message.State, of id: MessageID, revision: Offset) throws {
    try db.execute(
      sql: "UPDATE message SET state = ?, revision = ? WHERE id = ?",
      arguments: [state.rawValue, revision.rawValue, id.rawValue])
  }

  /// Counts a comment that came (1) or went (-1) on its post. Nothing for a post itself.
  func recount(_ target: Target, by difference: Int, revision: Offset) throws -> ThreadSummary? {
    guard let post = target.threadID else { return nil }
    let row = try Row.fetchOne(
      db,
      sql: """
        UPDATE message SET revision = ?1, commentCount = commentCount + ?4,
          lastCommentAtMs = (SELECT c.createdAtMs FROM message c WHERE c.roomID = ?2 AND c.threadID = ?3
            AND c.state = 'published' ORDER BY c.offset DESC LIMIT 1)
        WHERE id = ?3 RETURNING commentCount, lastCommentAtMs
        """, arguments: [revision.rawValue, target.roomID.rawValue, post.rawValue, difference])
    guard let row else { throw UnexpectedValue(column: "message.threadID") }
    return ThreadSummary(
      postID: post, revision: revision, commentCount: row[0],
      lastCommentAt: (row[1] as Int64?).map { Timestamp(milliseconds: $0) })
  }
}
