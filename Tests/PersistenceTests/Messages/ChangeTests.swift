import Community
import Foundation
import GRDB
import Testing

@testable import Persistence

@Suite struct `Changing a message` {
  @Test func `by editing keeps what it said for moderators, and its comments`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("海がすき", at: .moment(1))
    try await community.post("わたしも", by: community.haru, on: post.message.id)
    try await community.edit(post.message.id, "山がすき", at: .moment(10))
    let edited = try await community.edit(post.message.id, "川がすき", at: .moment(20))
    #expect(edited.kind == .edited)
    #expect(edited.offset == Offset(4))
    #expect(edited.message.body == "川がすき")
    #expect(edited.message.editedAt == .moment(20))
    #expect(edited.message.revision == Offset(4))
    #expect(edited.message.offset == Offset(1))
    #expect(edited.message.commentCount == 1)
    let edits = try await community.database.history.edits(
      of: post.message.id, readBy: community.moderator.id, at: .moment(30))
    #expect(
      edits == [
        PastBody(body: "海がすき", writtenAt: .moment(1), replacedAt: .moment(10)),
        PastBody(body: "山がすき", writtenAt: .moment(10), replacedAt: .moment(20)),
      ])
    let reading = try #require(try await community.database.audit.entries(limit: 1).first)
    #expect(reading.action == "readEdits")
    #expect(reading.actor == community.moderator.id)
  }

  @Test func `by deleting erases everything it ever said, and keeps its comments`() async throws {
    let community = try await TestCommunity()
    let mention = Mention(memberID: community.haru.id, name: "はる")
    let draft = community.draft("ひみつの入江 @はる", mentions: [mention])
    guard case .published(let post) = try await community.append(draft) else { throw Unexpected(draft) }
    #expect(post.message.mentions == [mention])
    try await community.post("見た", by: community.haru, on: post.message.id)
    try await community.edit(post.message.id, "ひみつの入江だった")
    let deleted = try await community.delete(post.message.id)
    #expect(deleted.message.state == .deleted)
    #expect(deleted.message.body == nil)
    #expect(deleted.message.mentions.isEmpty)
    #expect(deleted.message.commentCount == 1)
    #expect(try await community.value("SELECT count(*) FROM messageEdit") == 0)
    #expect(try await community.value("SELECT count(*) FROM message WHERE body LIKE '%ひみつ%'") == 0)
    let thread = try await community.database.history.comments(
      post: post.message.id, anchor: .newest, limit: 10, for: community.sora.id)
    #expect(thread.messages.map(\.message.body) == ["見た"])
    // Not even the free pages of the file keep it.
    try community.database.close()
    #expect(!(try community.fileContains("ひみつの入江")))
  }

  @Test func `by hiding takes it from view and keeps it for moderators`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("言いすぎた")
    let hidden = try await community.hide(post.message.id, reason: "攻撃的")
    #expect(hidden.kind == .hidden)
    #expect(hidden.message.state == .hidden)
    #expect(hidden.message.body == nil)
    #expect(try await community.page().messages.map(\.message.body) == [nil])
    #expect(try await community.value("SELECT body FROM message") == "言いすぎた")
    let restored = try await community.restore(post.message.id)
    #expect(restored.message.body == "言いすぎた")
    #expect(restored.message.revision == Offset(3))
    let entries = try await community.database.audit.entries(limit: 10)
    #expect(entries.map(\.action) == ["restoreMessage", "hideMessage"])
    #expect(entries.map(\.subject) == ["message:\(post.message.id)", "message:\(post.message.id)"])
    #expect(entries.map(\.reason) == [nil, "攻撃的"])
  }

  @Test func `that is a comment changes what its post shows`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題", at: .moment(1)).message.id
    let first = try await community.post("一", by: community.haru, on: post, at: .moment(2))
    let second = try await community.post("二", by: community.sora, on: post, at: .moment(3))
    #expect(first.thread == summary(post, 2, count: 1, lastAt: 2))
    #expect(second.thread == summary(post, 3, count: 2, lastAt: 3))
    #expect(try await community.hide(second.message.id).thread == summary(post, 4, count: 1, lastAt: 2))
    #expect(try await community.restore(second.message.id).thread == summary(post, 5, count: 2, lastAt: 3))
    #expect(
      try await community.delete(first.message.id, by: community.haru).thread == summary(post, 6, count: 1, lastAt: 3))
    #expect(
      try await community.hide(second.message.id).thread
        == ThreadSummary(
          postID: post, revision: Offset(7), commentCount: 0, lastCommentAt: nil))
    #expect(try await community.edit(post, "話題です").thread == nil)
  }

  @Test func `is refused with the reason`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    let comment = try await community.post("返事", on: post).message.id
    await #expect(throws: Refusal.notFound) { try await community.edit(MessageID(99), "だれの") }
    await #expect(throws: Refusal.notYours) { try await community.edit(post, "横取り", by: community.haru) }
    await #expect(throws: Refusal.notYours) { try await community.delete(post, by: community.haru) }
    await #expect(throws: Refusal.commentsOnPostsOnly) { try await community.post("孫", on: comment) }
    await #expect(throws: Refusal.messageGone) {
      try await community.post("よその部屋", in: community.rooms[1].id, on: post)
    }
    await #expect(throws: Refusal.messageGone) { try await community.restore(post) }
    try await community.hide(post)
    await #expect(throws: Refusal.messageGone) { try await community.hide(post) }
    await #expect(throws: Refusal.messageGone) { try await community.edit(post, "隠れて") }
    // The body is evidence now.
    await #expect(throws: Refusal.messageGone) { try await community.delete(post) }
    await #expect(throws: Refusal.messageGone) { try await community.post("もう遅い", on: post) }
    try await community.restore(post)
    try await community.delete(post)
    await #expect(throws: Refusal.messageGone) { try await community.delete(post) }
    await #expect(throws: Refusal.messageGone) { try await community.hide(post) }
    #expect(community.published.all.map(\.offset.rawValue) == [1, 2, 3, 4, 5])
  }

  @Test func `asks the caller's rule for the room it turns out to be in`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題")
    let (database, haru, room) = (community.database, community.haru, community.room)
    await #expect(throws: Refusal.roomReadOnly) {
      let _: Reacted = try await community.answer {
        database.messages.react(
          message: post.message.id, member: haru.id, sticker: StickerID(rawValue: "iine"), on: true, at: .moment(2),
          allowedIn: { $0 == room ? .roomReadOnly : nil }, completion: $0)
      }
    }
    #expect(try await community.value("SELECT count(*) FROM reaction") == 0)
  }

  @Test func `repeats the answer to a comment whose post has gone since`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題").message.id
    let draft = community.draft("返事", by: community.haru, on: post)
    guard case .published(let comment) = try await community.append(draft) else { throw Unexpected(draft) }
    try await community.delete(post)
    #expect(
      try await community.append(draft)
        == .repeated(
          message: comment.message.id, room: community.room, offset: comment.offset, createdAt: draft.at))
  }

  @Test func `that is held publishes it at the end of the log once it is approved`() async throws {
    let community = try await TestCommunity()
    let draft = community.draft("これは大丈夫?", held: HoldReason("語句"))
    guard case .held(let held) = try await community.append(draft) else { throw Unexpected(draft) }
    #expect(try await community.append(draft) == .repeatedHeld(held))
    #expect(community.published.all.isEmpty)
    #expect(try await community.page().messages.isEmpty)
    await #expect(throws: Refusal.notFound) {
      try await community.database.history.message(held, for: community.haru.id)
    }
    await #expect(throws: Refusal.notFound) { try await community.react("iine", to: held) }
    await #expect(throws: Refusal.notFound) { try await community.hide(held) }
    let waiting = try await community.database.history.held(limit: 10)
    #expect(waiting.map(\.id) == [held])
    #expect(waiting.map(\.reason) == ["語句"])
    try await community.post("先に")
    let (database, moderator) = (community.database, community.moderator)
    let approved: Publication = try await community.answer {
      database.messages.approve(message: held, by: moderator.id, at: .moment(9), completion: $0)
    }
    #expect(approved.kind == .posted)
    #expect(approved.offset == Offset(2))
    #expect(approved.postCount == 2)
    #expect(approved.message.body == "これは大丈夫?")
    #expect(try await community.append(draft) != .repeatedHeld(held))
    #expect(try await community.database.history.held(limit: 10).isEmpty)
  }

  private func summary(_ post: MessageID, _ revision: Int64, count: Int, lastAt: Int64) -> ThreadSummary {
    ThreadSummary(
      postID: post, revision: Offset(revision), commentCount: count, lastCommentAt: .moment(lastAt))
  }
}

extension TestCommunity {
  fileprivate func fileContains(_ text: String) throws -> Bool {
    try Data(contentsOf: URL(filePath: folder.path + "/" + DataFolder.databaseName))
      .range(of: Data(text.utf8)) != nil
  }
}
