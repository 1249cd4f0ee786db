import Community
import Foundation
import Testing

@testable import Persistence

@Suite struct `Evidence` {
  /// Turns every bit around: enough to see what is stored sealed and what is not.
  private static let seal = EvidenceSeal(
    seal: { id, plain in Data([UInt8(id.rawValue)]) + Data(plain.map { ~$0 }) },
    open: { id, sealed in
      guard sealed.first == UInt8(id.rawValue) else { throw UnexpectedValue(column: "evidence.sealed") }
      return Data(sealed.dropFirst().map { ~$0 })
    })

  @Test func `of a hidden message is sealed, with its earlier texts, and comes back with it`() async throws {
    let community = try await TestCommunity()
    community.database.reviews.sealEvidence(with: Self.seal)
    let message = try await community.post("海が見える").message.id
    try await community.edit(message, "海と山が見える")
    try await community.hide(message)
    #expect(try await community.value("SELECT body FROM message WHERE id = \(message)") == "")
    #expect(try await community.value("SELECT count(*) FROM messageEdit") == 0)
    let opened = try await community.database.reviews.evidence(
      of: message, reason: "確認", by: community.moderator.id, at: .moment(5))
    #expect(opened.body == "海と山が見える")
    #expect(opened.edits.map(\.body) == ["海が見える"])
    try await community.restore(message)
    #expect(try await community.page().messages.first?.message.body == "海と山が見える")
    #expect(try await community.value("SELECT count(*) FROM messageEdit") == 1)
    #expect(try await community.value("SELECT count(*) FROM evidence") == 0)
    await #expect(throws: Refusal.notFound) {
      try await community.database.reviews.evidence(
        of: message, reason: "確認", by: community.moderator.id, at: .moment(5))
    }
  }

  @Test func `is erased when its time is over, and then the message cannot come back`() async throws {
    let community = try await TestCommunity()
    community.database.reviews.sealEvidence(with: Self.seal)
    let message = try await community.post("海が見える").message.id
    try await community.hide(message)
    let reviews = community.database.reviews
    #expect(try await reviews.purgeEvidence(at: .moment(4).advanced(by: .seconds(180 * 86_400 - 1))) == 0)
    #expect(try await reviews.purgeEvidence(at: .moment(4).advanced(by: .seconds(180 * 86_400))) == 1)
    await #expect(throws: Refusal.messageGone) { try await community.restore(message) }
    #expect(community.errors.all == [])
  }

  @Test func `a decision in a batch that is written twice happens once`() async throws {
    let community = try await TestCommunity()
    let draft = community.draft("これは大丈夫?", held: HoldReason("語句"))
    guard case .held(let held) = try await community.append(draft) else { throw Unexpected(draft) }
    let item = try #require(try await community.database.reviews.items(.init(), limit: 5, at: .moment(2)).first)
    #expect(item.message.id == held)
    let (reviews, moderator) = (community.database.reviews, community.moderator.id)
    let release = community.holdWriter()
    async let first: Reviewed = community.answer {
      reviews.decide(item.id, ReviewVerdict(kind: .approve), by: moderator, at: .moment(3), completion: $0)
    }
    async let second: Reviewed = community.answer {
      reviews.decide(item.id, ReviewVerdict(kind: .reject), by: moderator, at: .moment(3), completion: $0)
    }
    release()
    var decided = 0
    do { _ = try await first; decided += 1 } catch { #expect(error as? Refusal == .alreadyDecided) }
    do { _ = try await second; decided += 1 } catch { #expect(error as? Refusal == .alreadyDecided) }
    #expect(decided == 1)
  }
}
