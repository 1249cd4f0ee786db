import Community
import Testing

@testable import Wire

@Suite struct `Writing a server's frame` {
  private let author = MemberSummary(id: MemberID(7), name: "みと梅ざけ", role: .member)

  private func message(_ state: Message.State, body: String?) -> Message {
    Message(
      id: MessageID(123), roomID: RoomID(4), offset: Offset(57), revision: Offset(60), threadID: nil, author: author,
      state: state, body: body, createdAt: Timestamp(milliseconds: 1), editedAt: nil, commentCount: 0,
      lastCommentAt: nil, tallies: [Tally(sticker: StickerID(rawValue: "ume"), count: 3)], mentions: [],
      key: "k3J9x-PqL0")
  }

  private func text(_ frame: ServerFrame, ref: UInt32? = nil) -> String {
    String(decoding: frame.encoded(ref: ref), as: UTF8.self)
  }

  @Test func `a reader in a hurry knows a publication, its room and its offset by the first bytes`() {
    let publication = Publication(
      roomID: RoomID(4), offset: Offset(60), kind: .posted, at: Timestamp(milliseconds: 2),
      message: message(.published, body: #"","key":"x"#), thread: nil, postCount: 9)
    let written = text(.publication(publication))
    #expect(written.hasPrefix(#"{"v":1,"type":"publication","payload":{"room":4,"offset":60,"kind":"posted","#))
    #expect(written.hasSuffix(#","key":"k3J9x-PqL0"}}}"#))
  }

  @Test(arguments: [Message.State.hidden, .deleted])
  func `a message out of view carries no body and no tallies`(state: Message.State) {
    let written = String(decoding: message(state, body: "ひみつ").encoded(), as: UTF8.self)
    #expect(!written.contains("ひみつ"))
    #expect(!written.contains("body"))
    #expect(!written.contains("tallies"))
  }

  @Test func `tallies of a reacted publication are there even when none are left`() {
    let publication = Publication(
      roomID: RoomID(4), offset: Offset(60), kind: .reacted, at: Timestamp(milliseconds: 2),
      message: message(.hidden, body: nil), thread: nil, postCount: 9)
    #expect(
      text(.publication(publication))
        == #"{"v":1,"type":"publication","payload":{"room":4,"offset":60,"kind":"reacted","atMs":2,"postCount":9,"#
        + #""message":{"id":123,"room":4,"revision":60,"tallies":[]}}}"#)
  }

  @Test func `only replies carry a ref`() {
    #expect(text(.pong, ref: 0) == #"{"v":1,"type":"pong","ref":0,"payload":{}}"#)
    #expect(text(.done) == #"{"v":1,"type":"done","payload":{}}"#)
  }

  @Test func `a frame from a later version is not understood, an unknown field is ignored`() throws {
    #expect(throws: JSONError.self) { try ServerEnvelope(decoding: #"{"v":1,"type":"poll","payload":{}}"#.utf8) }
    let pong = try ServerEnvelope(decoding: #"{"v":1,"type":"pong","at":5,"payload":{"round":[1]}}"#.utf8)
    #expect(pong == ServerEnvelope(ref: nil, frame: .pong))
  }
}
