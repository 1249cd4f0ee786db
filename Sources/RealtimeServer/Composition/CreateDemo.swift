import Community
import Foundation
import Logging
import NIOCore
import Persistence

/// `hiroba demo create`: an invented community in a folder, and a signed-in session for each of its members.
///
/// The file has one line per session, `role<TAB>cookie value`. Whoever holds it is all of them, so only its owner may
/// read it, and only a demo ever gets one.
/// - Throws: `StartRefusal` when the folder holds anything but a demo; an unexpected error.
public func createDemo(folder: String, members: Int, messages: Int, sessionsFile: String) async throws {
  try await refuseUnlessDemoOrEmpty(folder)
  var configuration = try await ServerConfiguration.load(
    flags: [
      "data.folder": folder, "demo.enabled": "true", "demo.members": "\(members)", "demo.messages": "\(messages)",
      "http.eventLoops": "1", "log.level": "warning",
    ], environment: [:])
  configuration.port = 0
  let logger = Logger(label: "hiroba") { LineLog(label: $0, level: .warning) }
  let server = try await buildServer(configuration, logger: logger)
  do {
    try await index(server.dependencies.database)
    try await writeSessions(server.dependencies, to: sessionsFile)
  } catch {
    try await close(server)
    throw error
  }
  try await close(server)
}

/// Closes a server that never ran.
private func close(_ server: CommunityServer) async throws {
  await (server.dependencies.mail as? MailQueue)?.close()
  try server.dependencies.database.close()
  try await server.group.shutdownGracefully()
}

private func refuseUnlessDemoOrEmpty(_ folder: String) async throws {
  let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  guard !files.isEmpty else { return }
  guard files.contains("hiroba.sqlite") else {
    throw StartRefusal(
      ja: "フォルダ \(folder) は空ではありません。空のフォルダを指定してください。",
      en: "The folder \(folder) is not empty. Give an empty one.")
  }
  let database = try CommunityDatabase(folder: folder)
  let isDemo: Bool
  do {
    isDemo = try await database.meta.isDemo()
  } catch {
    try database.close()
    throw error
  }
  try database.close()
  guard isDemo else {
    throw StartRefusal(
      ja: "フォルダ \(folder) には本物のコミュニティがあります。空のフォルダを指定してください。",
      en: "The folder \(folder) holds a real community. Give an empty one.")
  }
}

/// A server would index in the background; a demo should be searchable when its command ends.
private func index(_ database: CommunityDatabase) async throws {
  Terminal.say(ja: "検索の索引を作っています…", en: "Indexing for search …")
  while try await database.search.indexPending(limit: 2_000) == 2_000 {}
}

private func writeSessions(_ dependencies: Dependencies, to path: String) async throws {
  let members = try await dependencies.database.members.allNames()
  Terminal.say(ja: "\(members.count)人分のサインインを用意しています…", en: "Signing in \(members.count) members …")
  var lines = ""
  for member in members {
    let session = try await dependencies.sessions.begin(for: member, device: "demo", at: dependencies.now())
    lines += "\(member.role.rawValue)\t\(session.token)\n"
  }
  try? FileManager.default.removeItem(atPath: path)
  try PrivateFile.create(path, contents: Data(lines.utf8))
}
