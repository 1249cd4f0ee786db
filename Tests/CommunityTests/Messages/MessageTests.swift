import Community
import Testing

@Suite struct `Messages` {
  static func message(_ state: Message.State) -> Message {
    Message(
      id: MessageID(1), roomID: RoomID(2), offset: Offset(3), revision: Offset(4), threadID: nil,
      author: MemberSummary(id: MemberID(5), name: "みと梅ざけ", role: .member, badges: ["先輩移住者"]),
      state: state, body: "偕楽園の梅が咲きました", createdAt: Timestamp(milliseconds: 6), editedAt: nil,
      commentCount: 7, lastCommentAt: Timestamp(milliseconds: 8),
      tallies: [Tally(sticker: StickerID(rawValue: "ume"), count: 1)],
      mentions: [Mention(memberID: MemberID(9), name: "つくばの海")], key: "12345678")
  }

  @Test func `a published message carries its text, tallies and mentions`() {
    let message = Self.message(.published)
    #expect(message.body == "偕楽園の梅が咲きました")
    #expect(message.tallies.count == 1)
    #expect(message.mentions.count == 1)
  }

  @Test(arguments: [Message.State.hidden, .deleted])
  func `a message taken away carries nothing that was said`(_ state: Message.State) {
    let message = Self.message(state)
    #expect(message.body == nil)
    #expect(message.tallies.isEmpty)
    #expect(message.mentions.isEmpty)
    #expect(message.commentCount == 7)
    #expect(message.author.name == "みと梅ざけ")
  }

  @Test func `a personal message is the message and the reader's own stickers`() {
    let mine = [StickerID(rawValue: "ume")]
    let personal = PersonalMessage(message: Self.message(.published), mine: mine)
    #expect(personal.message == Self.message(.published))
    #expect(personal.mine == mine)
  }

  @Test func `a publication carries the state after it`() {
    let thread = ThreadSummary(
      postID: MessageID(1), revision: Offset(9), commentCount: 2, lastCommentAt: Timestamp(milliseconds: 4))
    let publication = Publication(
      roomID: RoomID(2), offset: Offset(4), kind: .hidden, at: Timestamp(milliseconds: 10),
      message: Self.message(.hidden), thread: thread, postCount: 11)
    #expect(publication.message.body == nil)
    #expect(publication.message.revision == publication.offset)
    #expect(publication.thread == thread)
  }

  @Test func `wire names of states and kinds stay`() {
    #expect(Message.State.allCases.map(\.rawValue) == ["published", "hidden", "deleted"])
    #expect(
      Publication.Kind.allCases.map(\.rawValue) == ["posted", "edited", "deleted", "hidden", "restored", "reacted"])
  }
}
