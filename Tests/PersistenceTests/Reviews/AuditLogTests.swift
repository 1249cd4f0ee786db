import Community
import GRDB
import Testing

@testable import Persistence

@Suite struct `The audit log` {
  @Test func `is read newest first, in portions`() async throws {
    let community = try await TestCommunity()
    let audit = community.database.audit
    for number in 0..<5 {
      try await audit.record(
        .readEdits, by: community.moderator.id, on: .message(MessageID(Int64(number))), at: .moment(Int64(number)))
    }
    let newest = try await audit.entries(limit: 2)
    #expect(newest.map(\.subject) == ["message:4", "message:3"])
    #expect(try await audit.entries(before: newest.last?.id, limit: 2).map(\.subject) == ["message:2", "message:1"])
  }

  @Test(arguments: ["UPDATE audit SET reason = 'その他'", "DELETE FROM audit"])
  func `cannot be changed or shortened`(attempt: String) async throws {
    let community = try await TestCommunity()
    try await community.database.audit.record(
      .hideMessage, by: community.moderator.id, on: .member(community.haru.id), at: .moment(1))
    await #expect(throws: DatabaseError.self) { try await community.execute(attempt) }
    #expect(try await community.database.audit.entries(limit: 9).map(\.action) == ["hideMessage"])
  }
}
