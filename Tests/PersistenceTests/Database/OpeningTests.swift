import Community
import Foundation
import GRDB
import Testing

@testable import Persistence

@Suite struct `Opening the database` {
  @Test func `every commit reaches the disk before it is acknowledged`() async throws {
    let community = try await TestCommunity()
    // 2 is FULL. GRDB leaves 1 behind, with which a power cut loses acknowledged messages.
    #expect(try await community.writerValue("PRAGMA synchronous") == 2)
    #expect(try await community.writerValue("PRAGMA journal_mode") == "wal")
    #expect(try await community.writerValue("PRAGMA foreign_keys") == 1)
    #expect(try await community.writerValue("PRAGMA wal_autocheckpoint") == 0)
  }

  @Test func `folder and files are for their owner only`() async throws {
    let community = try await TestCommunity()
    let folder = community.folder.path
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(try mode(folder + "/" + file) == 0o600, "\(file)")
    }
  }

  @Test func `a second process is refused with one sentence`() async throws {
    let community = try await TestCommunity()
    let path = community.folder.path
    #expect(throws: DatabaseOpenError.inUse(folder: path)) { try CommunityDatabase(folder: path) }
    #expect("\(DatabaseOpenError.inUse(folder: path))".contains("in use by another hiroba process"))
    try community.database.close()
    try CommunityDatabase(folder: path).close()
  }

  @Test func `a folder is free again after a failed opening`() async throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let file = folder.path + "/" + DataFolder.databaseName
    let foreign = try DatabaseQueue(path: file)
    try await foreign.write { try $0.execute(sql: "CREATE TABLE something (id INTEGER)") }
    try foreign.close()
    #expect(throws: DatabaseOpenError.foreignFile(path: file)) { try CommunityDatabase(folder: folder.path) }
    try FileManager.default.removeItem(atPath: file)
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
    try CommunityDatabase(folder: folder.path).close()
  }

  @Test func `a database of a newer version is left alone`() async throws {
    let community = try await TestCommunity()
    try await community.execute("INSERT INTO grdb_migrations (identifier) VALUES ('999-tomorrow')")
    try community.database.close()
    let path = community.folder.path
    #expect(throws: DatabaseOpenError.newerSchema(known: Schema.steps.count)) {
      try CommunityDatabase(folder: path)
    }
  }

  @Test func `a folder that cannot be made is named in the error`() {
    #expect(throws: DatabaseOpenError.self) { try CommunityDatabase(folder: "/proc/nowhere/data") }
  }

  @Test func `what was said is there after closing and opening`() async throws {
    let community = try await TestCommunity()
    let posted = try await community.post("こんにちは")
    let again = try await community.reopened()
    #expect(try await again.page().messages.map(\.message) == [posted.message])
  }

  @Test func `closing commits and publishes what was accepted, and refuses what comes after`() async throws {
    let community = try await TestCommunity()
    let release = community.holdWriter()
    let answers = Recorder<Appended>()
    let refusals = Recorder<Refusal>()
    for number in 0..<10 {
      community.database.messages.append(community.draft("\(number)")) { result in
        if case .success(let appended) = result { answers.add([appended]) }
      }
    }
    release()
    try community.database.close()
    try community.database.close()
    #expect(answers.all.count == 10)
    #expect(community.published.all.map(\.message.body) == (0..<10).map { "\($0)" })
    community.database.messages.append(community.draft("late")) { result in
      if case .failure(let refusal) = result { refusals.add([refusal]) }
    }
    #expect(refusals.all == [.shuttingDown])
    #expect(try await TestCommunity(folder: community.folder).page().messages.count == 10)
  }

  @Test func `a backup is complete, private and of another epoch`() async throws {
    let community = try await TestCommunity()
    let posted = try await community.post("残しておきたい")
    let target = TemporaryFolder()
    try FileManager.default.createDirectory(atPath: target.path, withIntermediateDirectories: true)
    let file = target.path + "/" + DataFolder.databaseName
    try await community.database.backup(to: file)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let restored = try await TestCommunity(folder: target)
    #expect(try await restored.page().messages.map(\.message) == [posted.message])
    #expect(restored.database.epoch != community.database.epoch)
    #expect(try await restored.value("PRAGMA integrity_check") == "ok")
  }
}
