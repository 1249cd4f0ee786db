import Foundation
import Testing

@testable import Moderation

/// Measures on the development sets beside the checkout. They are not part of the repository; where they are missing,
/// these tests are skipped.
struct DevelopmentSetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data").standardizedFileURL
  private static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "moderation-dev.tsv").path)
  private static let screener = Screener(words: StarterWords.all)

  private func lines(_ name: String) throws -> [Substring] {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8).split(separator: "\n")
  }

  private struct Row {
    let text: String
    let isHit: Bool
    let keyword: String
  }

  private func rows() throws -> [Row] {
    try lines("moderation-dev.tsv").dropFirst().compactMap { line -> Row? in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4 else { return nil }
      return Row(
        text: String(fields[0]).replacing("\\n", with: "\n"), isHit: fields[1] == "hit", keyword: String(fields[2]))
    }
  }

  @Test(.enabled(if: isThere, "the development sets are not beside this checkout"))
  func `no clean row is hit`() throws {
    for row in try rows() where !row.isHit {
      #expect(Self.screener.screen(row.text).hits.isEmpty, "\(row.text)")
    }
  }

  @Test(.enabled(if: isThere, "the development sets are not beside this checkout"))
  func `most disguises of the starter words are found`() throws {
    let phrases = Set(StarterWords.all.flatMap { [$0.phrase] + $0.spellings })
    let relevant = try rows().filter { $0.isHit && phrases.contains($0.keyword) }
    let found = relevant.count { !Self.screener.screen($0.text).hits.isEmpty }
    #expect(Double(found) >= 0.85 * Double(relevant.count), "\(found) of \(relevant.count)")
  }

  @Test(
    .enabled(if: isThere, "the development sets are not beside this checkout"),
    arguments: [("posts-chat-dev.jsonl", 0.000_6), ("posts-travel-dev.jsonl", 0.000_1)])
  func `ordinary posts are hardly ever flagged and never stopped for nothing`(name: String, share: Double) throws {
    struct Post: Decodable { let text: String }
    let posts = try lines(name).map { try JSONDecoder().decode(Post.self, from: Data($0.utf8)).text }
    let verdicts = posts.map { Self.screener.screen($0) }
    let flagged = verdicts.count { $0.action != nil }
    #expect(Double(flagged) <= share * Double(posts.count), "\(flagged) of \(posts.count)")
    #expect(verdicts.allSatisfy { $0.action ?? .observe < .hold })
  }
}
