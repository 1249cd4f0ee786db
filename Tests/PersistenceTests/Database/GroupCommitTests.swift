import Community
import GRDB
import Synchronization
import Testing

@testable import Persistence

@Suite struct `Group commit` {
  @Test func `publishes what is on disk, before it answers, in commit order`() async throws {
    let folder = TemporaryFolder()
    try await TestCommunity(folder: folder).database.close()
    let events = Recorder<String>()
    let database = try CommunityDatabase(folder: folder.path) { publications in
      // Another connection sees it already: it is committed.
      let bodies = try? DatabaseQueue(path: folder.path + "/" + DataFolder.databaseName).read {
        try String.fetchAll($0, sql: "SELECT body FROM message ORDER BY id")
      }
      events.add(publications.map { "published \($0.message.body ?? "")" })
      if bodies?.suffix(publications.count) == publications.map({ $0.message.body ?? "" })[...] {
        events.add(["on disk"])
      }
    }
    let aoi = try #require(try await database.members.allNames().dropFirst().first)
    let room = try #require(try await database.rooms.all().first).room.id
    let release = database.holdWriter()
    for body in ["一", "二", "三"] {
      let draft = Draft(roomID: room, author: aoi, body: body, key: "key-\(body)", at: .moment(1))
      database.messages.append(draft) { _ in events.add(["answered \(body)"]) }
    }
    release()
    try database.close()
    #expect(
      events.all == [
        "published 一", "published 二", "published 三", "on disk", "answered 一", "answered 二", "answered 三",
      ])
  }

  @Test func `lets one bad entry fail alone`() async throws {
    let community = try await TestCommunity()
    let stranger = MemberSummary(id: MemberID(999), name: "だれ", role: .member)
    let answers = Recorder<String>()
    let release = community.holdWriter()
    let drafts = [
      community.draft("一"),
      community.draft("二", by: stranger),
      community.draft("三", in: RoomID(999)),
      community.draft("四", on: MessageID(999)),
      community.draft("五"),
    ]
    for draft in drafts {
      community.database.messages.append(draft) { result in
        switch result {
        case .success: answers.add([draft.body])
        case .failure(let refusal): answers.add([refusal.rawValue])
        }
      }
    }
    release()
    try community.database.close()
    #expect(answers.all == ["一", "internal", "notFound", "messageGone", "五"])
    #expect(community.published.all.map(\.offset.rawValue) == [1, 2])
    #expect(community.errors.all.count == 1)
  }

  @Test func `takes back what a failed entry wrote, and nothing else`() async throws {
    let community = try await TestCommunity()
    let post = try await community.post("話題")
    let commit = community.database.commit
    let release = community.holdWriter()
    let answers = Recorder<Result<Appended, Refusal>>()
    let (before, after) = (community.draft("前"), community.draft("後"))
    let comment = community.draft("途中", on: post.message.id)
    commit.submit({ answers.add([$0]) }, write: { try $0.append(before) })
    commit.submit({ answers.add([$0]) }) { writer in
      _ = try writer.append(comment)
      throw Unexpected("after writing")
    }
    commit.submit({ answers.add([$0]) }) { writer in
      _ = try writer.append(comment)
      throw Refusal.notPermitted
    }
    commit.submit({ answers.add([$0]) }, write: { try $0.append(after) })
    release()
    let last = try await community.post("最後")
    #expect(answers.all.map { (try? $0.get()) != nil } == [true, false, false, true])
    #expect(answers.all[1] == .failure(.internal))
    #expect(answers.all[2] == .failure(.notPermitted))
    #expect(last.offset == Offset(4))
    let fresh = try await community.freshFetch(of: community.room)
    #expect(fresh.messages[post.message.id]?.commentCount == 0)
    #expect(fresh.messages.count == 4)
  }

  @Test func `answers a repeated key with the message made first, even in the same batch`() async throws {
    let community = try await TestCommunity()
    let release = community.holdWriter()
    let answers = Recorder<Appended>()
    let draft = community.draft("一度だけ", key: "same-key")
    for _ in 0..<5 {
      community.database.messages.append(draft) { if case .success(let appended) = $0 { answers.add([appended]) } }
    }
    release()
    let late = try await community.append(draft)
    guard case .published(let publication) = try #require(answers.all.first) else { throw Unexpected(answers.all) }
    let repeated = Appended.repeated(
      message: publication.message.id, room: community.room, offset: publication.offset, createdAt: draft.at)
    #expect(answers.all.dropFirst() == ArraySlice(repeating: repeated, count: 4))
    #expect(late == repeated)
    let again = try await community.reopened()
    #expect(try await again.append(draft) == repeated)
    #expect(try await again.page().messages.count == 1)
    // Another member may use the same key.
    #expect(try await again.append(again.draft("別人", by: again.haru, key: "same-key")) != repeated)
  }

  @Test func `refuses at once when too much waits`() async throws {
    var configuration = CommunityDatabase.Configuration.small
    configuration.commitCapacity = 3
    let community = try await TestCommunity(configuration: configuration)
    let release = community.holdWriter()
    let answers = Recorder<String>()
    for number in 0..<5 {
      community.database.messages.append(community.draft("\(number)")) { result in
        switch result {
        case .success: answers.add(["\(number)"])
        case .failure(let refusal): answers.add(["\(number) \(refusal.rawValue)"])
        }
      }
    }
    #expect(answers.all == ["3 overloaded", "4 overloaded"])
    release()
    try community.database.close()
    #expect(answers.all == ["3 overloaded", "4 overloaded", "0", "1", "2"])
  }

  @Test func `lets other writers in between batches`() async throws {
    var configuration = CommunityDatabase.Configuration.small
    configuration.commitBatch = 2
    let community = try await TestCommunity(configuration: configuration)
    let database = community.database
    let events = Recorder<String>()
    let release = community.holdWriter()
    for number in 0..<6 {
      database.messages.append(community.draft("\(number)")) { _ in events.add(["\(number)"]) }
    }
    database.access.pool.asyncWriteWithoutTransaction { _ in events.add(["sign-in"]) }
    release()
    try database.close()
    #expect(events.all == ["0", "1", "sign-in", "2", "3", "4", "5"])
  }

  @Test func `never answers yes when the commit fails`() async throws {
    let community = try await TestCommunity()
    let first = try await community.post("残る")
    let failure = CommitFailure()
    try await community.database.access.pool.writeWithoutTransaction {
      $0.add(transactionObserver: failure, extent: .databaseLifetime)
    }
    let draft = community.draft("消える")
    await #expect(throws: Refusal.internal) { try await community.append(draft) }
    #expect(community.published.all.count == 1)
    #expect(community.errors.all.count == 1)
    failure.isOn.store(false, ordering: .relaxed)
    guard case .published(let publication) = try await community.append(draft) else { throw Unexpected(draft) }
    #expect(publication.offset == first.offset.next)
    #expect(try await community.page().messages.map(\.message.body) == ["残る", "消える"])
  }
}

/// Makes every commit fail, as a disk does.
private final class CommitFailure: TransactionObserver, Sendable {
  let isOn = Atomic(true)

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}
  func databaseWillCommit() throws {
    if isOn.load(ordering: .relaxed) { throw Unexpected("the disk refused") }
  }
}
