import Community
import Foundation
import GRDB
import Testing

@testable import Persistence

@Suite struct `Storage` {
  @Test func `that is full refuses the whole batch and serves again when there is space`() async throws {
    let community = try await TestCommunity()
    try await community.post("最初")
    try await community.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let pages: Int = try #require(try await community.writerValue("PRAGMA page_count"))
    try await community.execute("PRAGMA max_page_count = \(pages + 2)")

    let answers = Recorder<String>()
    let release = community.holdWriter()
    for number in 0..<8 {
      let body = String(repeating: "長", count: 1_500)
      community.database.messages.append(community.draft(body, key: "large-\(number)")) { result in
        if case .failure(let refusal) = result { answers.add([refusal.rawValue]) }
      }
    }
    release()
    await #expect(throws: Refusal.storageFull) {
      try await community.append(community.draft(String(repeating: "長", count: 16_000)))
    }
    #expect(answers.all == Array(repeating: "storageFull", count: 8))
    #expect(community.published.all.count == 1)

    // Reading goes on, and so does what needs no space.
    #expect(try await community.page().messages.count == 1)
    await #expect(throws: Refusal.storageFull) {
      _ = try await community.database.members.create(
        (0..<200).map { TestCommunity.member("新しい人\($0)") })
    }

    try await community.execute("PRAGMA max_page_count = 1073741823")
    let later = try await community.append(community.draft("空いた", key: "large-0"))
    guard case .published(let publication) = later else { throw Unexpected(later) }
    #expect(publication.offset == Offset(2))
    #expect(try await community.reopened().page().messages.map(\.message.body) == ["最初", "空いた"])
  }

  @Test func `that is nearly full still hides, deletes and signs in, and takes no new messages`() async throws {
    let before = try await TestCommunity()
    let (post, other) = (try await before.post("消したい"), try await before.post("隠したい"))
    var configuration = CommunityDatabase.Configuration.small
    // More than any disk has: there is never room.
    configuration.reserveBytes = .max / 4
    let community = try await before.reopened(configuration)
    await #expect(throws: Refusal.storageFull) { try await community.post("まだ書きたい") }
    await #expect(throws: Refusal.storageFull) { try await community.react("iine", to: post.message.id) }
    try await community.delete(post.message.id)
    try await community.hide(other.message.id)
    _ = try await community.database.members.create(TestCommunity.member("新入り"))
    #expect(community.published.all.map(\.offset.rawValue) == [3, 4])
    let roomy = try await community.reopened()
    #expect(try await roomy.post("書ける").offset == Offset(5))
  }

  @Test func `keeps a reserve, gives it up and takes it back`() throws {
    let temporary = TemporaryFolder()
    let folder = DataFolder(path: temporary.path)
    try folder.prepare()
    let file = temporary.path + "/" + DiskReserve.fileName
    func allocated() throws -> Int {
      var status = stat()
      return stat(file, &status) == 0 ? Int(status.st_blocks) * 512 : -1
    }
    let reserve = DiskReserve(folder: folder, bytes: 1 << 20)
    #expect(try allocated() >= 1 << 20)
    reserve.release()
    #expect(try allocated() == 0)
    #expect(reserve.restore())
    #expect(try allocated() >= 1 << 20)
  }

  @Test func `does not fill with the log under constant load`() async throws {
    var configuration = CommunityDatabase.Configuration.small
    configuration.checkpoints = Checkpointer.Limits(idle: 50, busy: 100, hard: 200)
    let community = try await TestCommunity(configuration: configuration)
    try await community.execute("PRAGMA journal_size_limit = -1")
    // Four writes always wait: there is never a quiet moment.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<500 { try await community.post(String(repeating: "海", count: 300)) }
        }
      }
      try await group.waitForAll()
    }
    let size =
      try FileManager.default.attributesOfItem(
        atPath: community.folder.path + "/" + DataFolder.databaseName + "-wal")[.size] as? Int
    // 2,000 commits write several thousand frames; each is 4,120 bytes.
    #expect(try #require(size) < 400 * 4_120)
    #expect(community.errors.all.isEmpty)
  }

  @Test func `moves the log into the database in quiet moments, also after other writes`() async throws {
    var configuration = CommunityDatabase.Configuration.small
    configuration.checkpoints = Checkpointer.Limits(idle: 1, busy: 100, hard: 200)
    let community = try await TestCommunity(configuration: configuration)
    let file = URL(filePath: community.folder.path).appending(path: DataFolder.databaseName)
    try await community.post("潮騒のきこえる朝")
    #expect(
      try await community.database.access.pool.writeWithoutTransaction { _ in
        try Data(contentsOf: file).range(of: Data("潮騒のきこえる朝".utf8)) != nil
      })
    _ = try await community.database.members.create(TestCommunity.member("磯の香り"))
    #expect(try Data(contentsOf: file).range(of: Data("磯の香り".utf8)) != nil)
  }
}
