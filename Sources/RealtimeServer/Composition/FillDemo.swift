import Community
import Folding
import Foundation
import Persistence

/// Fills an empty community with invented members and months of what they wrote.
struct FillDemo: Sendable {
  /// Messages stored in one transaction.
  private static let batch = 10_000

  let dependencies: Dependencies

  /// When it returns, the community is a demo for ever.
  /// - Throws: `DemoScriptError` for a mistake in the demo's texts, an unexpected error.
  func callAsFunction(members count: Int, messages: Int) async throws {
    Terminal.say(
      ja: "体験用のコミュニティを作っています（メンバー\(count)人、投稿\(messages)件）…",
      en: "Making a demo community (\(count) members, \(messages) messages) …")
    try await dependencies.database.meta.markDemo()
    let community = try DemoCommunity(memberCount: count, messageCount: messages, until: dependencies.now())
    let members = try await store(community.members)
    try await store(community.messages, of: community, by: members)
  }

  // MARK: Members

  private func store(_ members: [DemoMember]) async throws -> [MemberSummary] {
    var stored: [MemberSummary] = []
    stored.reserveCapacity(members.count)
    for start in stride(from: 0, to: members.count, by: Self.batch) {
      let range = start..<min(start + Self.batch, members.count)
      stored += try await dependencies.database.members.create(range.map { try newMember(members[$0], index: $0) })
    }
    return stored
  }

  private func newMember(_ member: DemoMember, index: Int) throws -> NewMember {
    let name = try DisplayName(member.name)
    let vault = dependencies.vault
    let email = try EmailAddress(DemoMember.emailAddress(of: index))
    let emailHash = vault.lookup(email)
    return NewMember(
      name: name, nameKey: NameFold.key(name.text), role: member.role, badges: member.badges, emailHash: emailHash,
      email: try vault.seal(Data(email.text.utf8), for: .email(ofMember: emailHash)),
      attributes: try vault.seal(member.attributes, ofMember: emailHash), keyID: vault.keyID,
      termsVersion: Terms.current.version, at: member.joinedAt)
  }

  // MARK: Messages

  private func store(_ messages: DemoMessages, of community: DemoCommunity, by members: [MemberSummary]) async throws {
    let rooms = Dictionary(
      try await dependencies.database.rooms.all().map { ($0.room.slug, $0.room.id) }, uniquingKeysWith: { $1 })
    var stored = 0
    var waiting: [DemoMessage] = []
    for message in messages {
      waiting.append(message)
      guard waiting.count == Self.batch else { continue }
      try await store(waiting, after: stored, rooms: rooms, members: members)
      stored += waiting.count
      waiting.removeAll(keepingCapacity: true)
      Terminal.say(ja: "  \(stored)件…", en: "  \(stored) …")
    }
    try await store(waiting, after: stored, rooms: rooms, members: members)
  }

  private func store(
    _ messages: [DemoMessage], after stored: Int, rooms: [String: RoomID], members: [MemberSummary]
  ) async throws {
    guard let last = messages.last else { return }
    let drafts = try messages.enumerated().map { index, message in
      guard let room = rooms[message.roomSlug] else { throw Refusal.notFound }
      return Draft(
        roomID: room, threadID: message.threadIndex.map(Self.identity), author: members[message.authorIndex],
        body: message.body,
        mentions: message.mentions.map { Mention(memberID: members[$0].id, name: members[$0].name) },
        key: "demo-\(stored + index)", at: message.at)
    }
    let identities = try await dependencies.database.demo.append(drafts)
    guard identities.first == Self.identity(stored), identities.last == Self.identity(stored + messages.count - 1)
    else { throw Refusal.internal }
    let reactions = zip(identities, messages).flatMap { identity, message in
      message.reactions.map {
        Persistence.DemoWriter.Reaction(
          message: identity, member: members[$0.memberIndex].id, sticker: $0.sticker, at: message.at)
      }
    }
    try await dependencies.database.demo.react(reactions, announcedAt: last.at)
  }

  /// In an empty database the messages are numbered in order, so a comment knows its post before either is stored.
  private static func identity(_ index: Int) -> MessageID { MessageID(Int64(index) + 1) }
}
