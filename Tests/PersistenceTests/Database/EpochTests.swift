import Community
import Foundation
import GRDB
import Testing

@testable import Persistence

@Suite struct `The epoch` {
  @Test func `stays the same over a clean restart`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let epoch = community.database.epoch
    #expect(try await community.reopened().database.epoch == epoch)
  }

  @Test func `stays the same when the process is killed at any moment`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    try await community.post("い")
    // The kernel drops the lock and keeps what was written; nothing else happens.
    community.database.lock.release()
    let again = try await TestCommunity(folder: community.folder)
    #expect(again.database.epoch == community.database.epoch)
    #expect(try await again.page().messages.count == 2)
  }

  @Test func `stays the same when the file beside the database is behind, as after a power cut`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let before = try Data(contentsOf: community.epochFile)
    try await community.post("い")
    let epoch = community.database.epoch
    try community.database.close()
    try community.overwrite(community.epochFile, with: before)
    #expect(try await TestCommunity(folder: community.folder).database.epoch == epoch)
  }

  @Test func `changes when an older copy of the database takes its place`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let copy = community.folder.path + "/copy.sqlite"
    try await community.database.backup(to: copy)
    try await community.post("い")
    let epoch = community.database.epoch
    try community.database.close()
    try FileManager.default.removeItem(at: community.databaseFile)
    try FileManager.default.moveItem(atPath: copy, toPath: community.databaseFile.path)
    #expect(try await TestCommunity(folder: community.folder).database.epoch != epoch)
  }

  @Test func `changes when an older copy is written over the database in place`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let copy = community.folder.path + "/copy.sqlite"
    try await community.database.backup(to: copy)
    try await community.post("い")
    let epoch = community.database.epoch
    try community.database.close()
    try community.overwrite(community.databaseFile, with: try Data(contentsOf: URL(filePath: copy)))
    #expect(try await TestCommunity(folder: community.folder).database.epoch != epoch)
  }

  @Test func `changes when the whole folder is put back from a copy`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let epoch = community.database.epoch
    try community.database.close()
    #expect(try await TestCommunity(folder: community.folder.copied()).database.epoch != epoch)
  }

  @Test(arguments: ["missing", "empty", "nonsense"])
  func `changes when the file beside the database is`(state: String) async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let epoch = community.database.epoch
    try community.database.close()
    switch state {
    case "missing": try FileManager.default.removeItem(at: community.epochFile)
    case "empty": try Data().write(to: community.epochFile)
    default: try Data(repeating: 65, count: 128).write(to: community.epochFile)
    }
    let again = try await TestCommunity(folder: community.folder)
    #expect(again.database.epoch != epoch)
    #expect(try await again.reopened().database.epoch == again.database.epoch)
  }

  @Test func `can be renewed, for the restore command`() async throws {
    let community = try await TestCommunity()
    try await community.post("あ")
    let epoch = community.database.epoch
    try await community.database.renewEpoch()
    let renewed = community.database.epoch
    #expect(renewed != epoch)
    #expect(try await community.page().epoch == renewed)
    #expect(try await community.reopened().database.epoch == renewed)
  }

  @Test func `is never remembered further than the database`() async throws {
    let community = try await TestCommunity()
    var history = RandomHistory(community, seed: 7)
    for _ in 0..<60 {
      try await history.step()
      let remembered = try #require(try EpochFile(folder: DataFolder(path: community.folder.path)).read())
      let position: Int64? = try await community.value("SELECT sum(lastOffset) FROM room")
      #expect(remembered.position <= position ?? 0)
    }
    try community.database.close()
    let remembered = try #require(try EpochFile(folder: DataFolder(path: community.folder.path)).read())
    #expect(remembered.position == Int64(community.published.all.count))
  }
}

extension TestCommunity {
  fileprivate var epochFile: URL { URL(filePath: folder.path).appending(path: EpochFile.fileName) }
  fileprivate var databaseFile: URL { URL(filePath: folder.path).appending(path: DataFolder.databaseName) }

  /// Keeps the file's identity, as `cp` does.
  fileprivate func overwrite(_ file: URL, with data: Data) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: data)
    try handle.close()
  }
}
