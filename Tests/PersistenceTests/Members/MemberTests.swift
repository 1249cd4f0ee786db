import Community
import Foundation
import Testing

@testable import Persistence

@Suite struct `Members` {
  @Test func `are found by address, name and identity`() async throws {
    let community = try await TestCommunity()
    let members = community.database.members
    #expect(try await members.find(emailHash: TestCommunity.bytes("hash of はる")) == community.haru)
    #expect(try await members.find(emailHash: TestCommunity.bytes("hash of だれか")) == nil)
    #expect(try await members.find(community.aoi.id) == community.aoi)
    #expect(community.aoi.badges == ["先輩移住者"])
    #expect(try await members.find(nameKeys: ["はる", "そら🌊", "だれ\"か"]) == [community.haru, community.sora])
    #expect(try await members.isTaken(nameKey: "はる"))
    #expect(try await !members.isTaken(nameKey: "なつ"))
    #expect(try await members.allNames().map(\.name) == ["見守り当番", "みと梅ざけ", "はる", "そら🌊"])
  }

  @Test func `are searched by any part of their name, beginnings first`() async throws {
    let community = try await TestCommunity()
    let members = community.database.members
    for name in ["うめはる", "はるか", "100%"] { _ = try await members.create(TestCommunity.member(name)) }
    #expect(try await members.search(nameKeyPart: "はる", limit: 10).map(\.name) == ["はる", "はるか", "うめはる"])
    #expect(try await members.search(nameKeyPart: "はる", limit: 2).count == 2)
    #expect(try await members.search(nameKeyPart: "%", limit: 10).map(\.name) == ["100%"])
    #expect(try await members.search(nameKeyPart: "", limit: 3).count == 3)
  }

  @Test func `cannot share a name or an address`() async throws {
    let community = try await TestCommunity()
    let members = community.database.members
    await #expect(throws: Refusal.displayNameTaken) { try await members.create(TestCommunity.member("はる")) }
    let sameAddress = NewMember(
      name: try DisplayName("べつの名"), nameKey: "べつの名", emailHash: TestCommunity.bytes("hash of はる"), email: Data([1]),
      attributes: nil, keyID: "k1", termsVersion: 1, at: .moment(1))
    await #expect(throws: Refusal.codeExpired) { try await members.create(sameAddress) }
    #expect(try await members.count() == 4)
    #expect(try await !members.isTaken(nameKey: "べつの名"))
  }

  @Test func `keep what they told in confidence apart and sealed`() async throws {
    let community = try await TestCommunity()
    let members = community.database.members
    let haru = community.haru.id
    try await members.setAttributes(Data([1, 2, 3]), keyID: "k1", of: haru, at: .moment(2))
    try await members.acceptTerms(2, by: haru, at: .moment(3))
    try await members.acceptTerms(2, by: haru, at: .moment(4))
    let secrets = try await members.secrets(of: haru)
    #expect(secrets.email == TestCommunity.bytes("sealed はる"))
    #expect(secrets.attributes == Data([1, 2, 3]))
    #expect(secrets.keyID == "k1")
    #expect(secrets.termsVersion == 2)
    #expect(secrets.attributesChangedAt == .moment(2))
    #expect(
      try await community.value("SELECT atMs FROM termsAcceptance WHERE memberID = \(haru) AND version = 2")
        == Timestamp.moment(3).milliseconds)
    try await members.setAttributes(nil, email: Data([9]), keyID: "k2", of: haru, at: .moment(5))
    let renewed = try await members.secrets(of: haru)
    #expect(renewed.attributes == nil)
    #expect(renewed.email == Data([9]))
    #expect(renewed.keyID == "k2")
    await #expect(throws: Refusal.notFound) { try await members.secrets(of: MemberID(99)) }
    await #expect(throws: Refusal.notFound) {
      try await members.setAttributes(nil, keyID: "k1", of: MemberID(99), at: .moment(5))
    }
  }

  @Test func `get roles and badges, noted in the audit log`() async throws {
    let community = try await TestCommunity()
    let members = community.database.members
    let changed = try await members.setRole(
      .staff, of: community.haru.id, by: community.moderator.id, reason: "異動", at: .moment(2))
    #expect(changed.role == .staff)
    #expect(try await members.setBadges(["市町村職員"], of: community.haru.id).badges == ["市町村職員"])
    let entry = try #require(try await community.database.audit.entries(limit: 1).first)
    #expect(entry.action == "changeRole")
    #expect(entry.reason == "member -> staff: 異動")
    await #expect(throws: Refusal.notFound) {
      try await members.setRole(.staff, of: MemberID(99), by: nil, at: .moment(2))
    }
    try await community.post("職員です", by: changed)
    #expect(try await community.page().messages.map(\.message.author.role) == [.staff])
  }
}

@Suite struct `Keys` {
  @Test func `are proven by what was written first`() async throws {
    let community = try await TestCommunity()
    let meta = community.database.meta
    #expect(try await meta.keyProof() == nil)
    try await meta.setKeyProof(Data([1, 2, 3]))
    try await meta.setKeyProof(Data([4]))
    #expect(try await meta.keyProof() == Data([1, 2, 3]))
    #expect(try await community.database.members.emailHash(of: community.haru.id) == TestCommunity.bytes("hash of はる"))
    try await meta.probe(at: .moment(1))
    #expect(try await community.value("SELECT value FROM meta WHERE name = 'probedAtMs'") == "1800000001000")
  }
}

@Suite struct `Sessions` {
  @Test func `sign a member in until they end`() async throws {
    let community = try await TestCommunity()
    let sessions = community.database.sessions
    let (token, haru) = (TestCommunity.bytes("token"), community.haru)
    let id = try await sessions.create(
      for: haru.id, tokenHash: token, device: "iPhone · Safari", at: .moment(0), expiresAt: .moment(100))
    let found = try #require(try await sessions.find(tokenHash: token, at: .moment(99)))
    #expect(found.id == id)
    #expect(found.member == haru)
    #expect(found.device == "iPhone · Safari")
    #expect(try await sessions.find(tokenHash: token, at: .moment(100)) == nil)
    #expect(try await sessions.find(tokenHash: TestCommunity.bytes("other"), at: .moment(1)) == nil)
    #expect(try await !sessions.end(id, of: community.sora.id))
    #expect(try await sessions.end(id, of: haru.id))
    #expect(try await sessions.find(tokenHash: token, at: .moment(1)) == nil)
  }

  @Test func `are noted as seen every five minutes at most, and live on`() async throws {
    let community = try await TestCommunity()
    let sessions = community.database.sessions
    let token = TestCommunity.bytes("token")
    _ = try await sessions.create(
      for: community.haru.id, tokenHash: token, device: "", at: .moment(0), expiresAt: .moment(1_000))
    let session = try #require(try await sessions.find(tokenHash: token, at: .moment(0)))
    try await sessions.touch(session, at: .moment(299), expiresAt: .moment(9_000))
    #expect(try await sessions.find(tokenHash: token, at: .moment(1)) == session)
    try await sessions.touch(session, at: .moment(300), expiresAt: .moment(9_000))
    let touched = try #require(try await sessions.find(tokenHash: token, at: .moment(8_999)))
    #expect(touched.lastSeenAt == .moment(300))
    try await sessions.touch(touched, at: .moment(900))
    #expect(try await sessions.find(tokenHash: token, at: .moment(8_999))?.lastSeenAt == .moment(900))
  }

  @Test func `are listed, ended together and forgotten when they expire`() async throws {
    let community = try await TestCommunity()
    let sessions = community.database.sessions
    var ids: [SessionID] = []
    for number in 0..<3 {
      ids.append(
        try await sessions.create(
          for: community.haru.id, tokenHash: TestCommunity.bytes("token \(number)"), device: "\(number)",
          at: .moment(Int64(number)), expiresAt: .moment(100 + Int64(number))))
    }
    #expect(try await sessions.list(of: community.haru.id, at: .moment(100)).map(\.id) == [ids[2], ids[1]])
    #expect(try await sessions.purge(at: .moment(100)) == 1)
    #expect(try await sessions.endAll(of: community.haru.id, except: ids[2]) == [ids[1]])
    #expect(try await sessions.endAll(of: community.haru.id) == [ids[2]])
  }
}
