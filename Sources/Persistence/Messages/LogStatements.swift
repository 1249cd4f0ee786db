import GRDB

/// The statements that run for every message, prepared once.
struct LogStatements {
  let room: HotStatement
  let writeRoom: HotStatement
  let insertMessage: HotStatement
  let earlier: HotStatement
  let addPublication: HotStatement
  let post: HotStatement
  let addComment: HotStatement
  let markForSearch: HotStatement
  let place: HotStatement
  let addReaction: HotStatement
  let removeReaction: HotStatement
  let countUp: HotStatement
  let countDown: HotStatement
  let markTally: HotStatement
  let announceTally: HotStatement
  let removeEmptyTally: HotStatement
  let unmarkTally: HotStatement
  let setRevision: HotStatement
  let readOffset: HotStatement
  let writeReadOffset: HotStatement

  init(_ db: Database) throws {
    room = try HotStatement("SELECT lastOffset, postCount, lastPostAtMs FROM room WHERE id = ?", on: db)
    writeRoom = try HotStatement(
      "UPDATE room SET lastOffset = ?, postCount = ?, lastPostAtMs = ? WHERE id = ?", on: db)
    // A key that was used already inserts nothing: one look into the index serves as the question and the answer.
    insertMessage = try HotStatement(
      """
      INSERT INTO message (roomID, threadID, authorID, key, state, offset, revision, body, mentions, createdAtMs,
        holdReason)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (key, authorID) DO NOTHING
      """, on: db)
    earlier = try HotStatement(
      "SELECT id, roomID, offset, createdAtMs FROM message WHERE authorID = ? AND key = ?", on: db)
    addPublication = try HotStatement(
      "INSERT INTO publication (roomID, offset, messageID, kind, atMs) VALUES (?, ?, ?, ?, ?)", on: db)
    post = try HotStatement(
      "SELECT roomID, threadID, state, commentCount FROM message WHERE id = ?", on: db)
    addComment = try HotStatement(
      "UPDATE message SET commentCount = ?, lastCommentAtMs = ?, revision = ? WHERE id = ?", on: db)
    markForSearch = try HotStatement("INSERT INTO searchMark (messageID) VALUES (?)", on: db)
    place = try HotStatement("SELECT roomID, state FROM message WHERE id = ?", on: db)
    addReaction = try HotStatement(
      "INSERT INTO reaction (messageID, memberID, sticker, atMs) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", on: db)
    removeReaction = try HotStatement(
      "DELETE FROM reaction WHERE messageID = ? AND memberID = ? AND sticker = ?", on: db)
    countUp = try HotStatement(
      """
      INSERT INTO tally (messageID, sticker, count) VALUES (?, ?, 1)
      ON CONFLICT DO UPDATE SET count = count + 1
      """, on: db)
    countDown = try HotStatement(
      "UPDATE tally SET count = count - 1 WHERE messageID = ? AND sticker = ?", on: db)
    markTally = try HotStatement("INSERT INTO pendingTally (messageID) VALUES (?) ON CONFLICT DO NOTHING", on: db)
    announceTally = try HotStatement(
      "UPDATE tally SET announced = count WHERE messageID = ? AND announced <> count", on: db)
    removeEmptyTally = try HotStatement("DELETE FROM tally WHERE messageID = ? AND count = 0", on: db)
    unmarkTally = try HotStatement("DELETE FROM pendingTally WHERE messageID = ?", on: db)
    setRevision = try HotStatement("UPDATE message SET revision = ? WHERE id = ?", on: db)
    readOffset = try HotStatement("SELECT readOffset FROM membership WHERE memberID = ? AND roomID = ?", on: db)
    writeReadOffset = try HotStatement(
      """
      INSERT INTO membership (memberID, roomID, readOffset) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET readOffset = excluded.readOffset
      """, on: db)
  }
}
