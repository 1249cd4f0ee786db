import Community
import Foundation
import Testing

@Suite struct `Identifiers` {
  @Test func `an identifier reads and writes as its number`() throws {
    #expect(RoomID(42).description == "42")
    #expect(String(decoding: try JSONEncoder().encode(RoomID(42)), as: UTF8.self) == "42")
    #expect(
      try JSONDecoder().decode([MessageID].self, from: Data("[9007199254740991]".utf8)) == [MessageID((1 << 53) - 1)])
  }

  @Test func `identifiers of one kind are ordered by number`() {
    #expect(MemberID(2) < MemberID(10))
    #expect([SessionID(3), SessionID(1)].sorted() == [SessionID(1), SessionID(3)])
    #expect(RoomCategoryID(1) == RoomCategoryID(rawValue: 1))
  }

  @Test func `offsets count from before the first`() {
    #expect(Offset.zero.next == Offset(1))
    #expect(Offset.zero < Offset.zero.next)
  }
}
