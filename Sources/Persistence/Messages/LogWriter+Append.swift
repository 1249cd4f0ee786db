import Community
import GRDB

extension LogWriter {
  /// Stores a draft, as `MessageLog.append` describes.
  func append(_ draft: Draft) throws -> Appended {
    var tail = try tail(of: draft.roomID)
    let post: Post?
    do {
      post = try draft.threadID.map { try self.post($0, in: draft.roomID) }
    } catch let refusal as Refusal {
      // A retry of what was stored while its post was still there.
      if let earlier = try repeated(draft) { return earlier }
      throw refusal
    }
    let offset = Offset(tail.offset + 1)
    guard try insert(draft, offset: draft.held == nil ? offset : nil) else {
      guard let earlier = try repeated(draft) else { throw UnexpectedValue(column: "message.key") }
      return earlier
    }
    let id = MessageID(db.lastInsertedRowID)
    if let held = draft.held {
      try openItem(
        .held, of: id, in: draft.roomID, by: draft.author.id, hits: draft.hits, told: held.told, at: draft.at)
      return .held(id)
    }
    if !draft.hits.isEmpty {
      try openItem(.flagged, of: id, in: draft.roomID, by: draft.author.id, hits: draft.hits, told: nil, at: draft.at)
    }
    let summary = try post.map { try add(draft.at, to: $0, revision: offset) }
    tail.offset = offset.rawValue
    tail.postCount += 1
    tail.lastPostAtMs = draft.at.milliseconds
    let publication = Publication(
      roomID: draft.roomID, offset: offset, kind: .posted, at: draft.at,
      message: message(draft, id: id, offset: offset), thread: summary, postCount: tail.postCount)
    try publish(publication, tail: tail)
    return .published(publication)
  }

  /// - Returns: false when the author used the key before; nothing was inserted then.
  private func insert(_ draft: Draft, offset: Offset?) throws -> Bool {
    let mentions = try MessageRows.encode(draft.mentions)
    let inserted = try statements.insertMessage.run {
      $0.add(draft.roomID.rawValue)
      $0.add(draft.threadID?.rawValue)
      $0.add(draft.author.id.rawValue)
      $0.add(draft.key)
      $0.add(draft.held == nil ? "published" : "held")
      $0.add(offset?.rawValue)
      $0.add(draft.body)
      $0.add(mentions)
      $0.add(draft.at.milliseconds)
      $0.add(draft.held?.text)
    }
    return inserted > 0
  }

  private func message(_ draft: Draft, id: MessageID, offset: Offset) -> Message {
    Message(
      id: id, roomID: draft.roomID, offset: offset, revision: offset, threadID: draft.threadID, author: draft.author,
      state: .published, body: draft.body, createdAt: draft.at, editedAt: nil, commentCount: 0, lastCommentAt: nil,
      tallies: [], mentions: draft.mentions, key: draft.key)
  }

  private func repeated(_ draft: Draft) throws -> Appended? {
    try statements.earlier.first(
      {
        $0.add(draft.author.id.rawValue)
        $0.add(draft.key)
      },
      read: { row in
        guard let offset = row.optionalInt(2) else { return .repeatedHeld(MessageID(row.int(0))) }
        return .repeated(
          message: MessageID(row.int(0)), room: RoomID(row.int(1)), offset: Offset(offset),
          createdAt: Timestamp(milliseconds: row.int(3)))
      })
  }
}

// MARK: - Posts and their comments

extension LogWriter {
  /// What a post shows of its comments.
  struct Post {
    let id: MessageID
    let commentCount: Int64
  }

  /// The post a comment belongs to.
  /// - Throws: `Refusal.messageGone` when it is missing, elsewhere, hidden or deleted; `.commentsOnPostsOnly`.
  func post(_ id: MessageID, in room: RoomID) throws -> Post {
    let post = try statements.post.first(
      { $0.add(id.rawValue) },
      read: { row throws -> Post? in
        guard row.int(0) == room.rawValue else { return nil }
        if row.optionalInt(1) != nil { throw Refusal.commentsOnPostsOnly }
        return row.text(2) == "published" ? Post(id: id, commentCount: row.int(3)) : nil
      })
    guard let post, let post else { throw Refusal.messageGone }
    return post
  }

  /// Counts a new comment on its post.
  func add(_ commentAt: Timestamp, to post: Post, revision: Offset) throws -> ThreadSummary {
    let count = post.commentCount + 1
    try statements.addComment.run {
      $0.add(count)
      $0.add(commentAt.milliseconds)
      $0.add(revision.rawValue)
      $0.add(post.id.rawValue)
    }
    return ThreadSummary(postID: post.id, revision: revision, commentCount: Int(count), lastCommentAt: commentAt)
  }
}
