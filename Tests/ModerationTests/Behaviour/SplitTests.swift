import Community
import Foundation
import Testing

@testable import Moderation

struct SplitTests {
  @Test func `a word in pieces is found with its last piece, which tells of the earlier ones`() throws {
    var writer = Writer()
    #expect(writer.write("し").isEmpty)
    writer.wait(3_000)
    let found = try #require(writer.write("ね").first)
    #expect(found.kind == .split && found.action == .hold && found.category == .threat)
    #expect(found.phrase == "死ね")
    #expect(found.utf8Range == 0..<3)
    #expect(found.explanation.ja.hasPrefix("分けて書かれた言葉：20秒以内の前の投稿「し」に続けて読むと『しね』"))
    #expect(found.explanation.en.contains("after “し”, within 20 seconds, it reads “しね”"))
    #expect(found.told.ja.contains("『しね』"))
  }

  @Test(arguments: [
    ["死", "ね"], ["お前なんか死", "ね"], ["お前なんか死", "ねよほんとに"], ["し", "　", "ね"], ["死", "🙂", "ね"], ["く", "た", "ば", "れ"],
    ["090", "1234", "5678"], ["電話は090-12", "34-5678です"], ["０９０−１", "２３４５６７８"], ["〇九〇", "一二三四", "五六七八"],
    ["mito.taro@", "example.com"],
  ])
  func `pieces that make one thing are found, by the last of them`(pieces: [String]) {
    var writer = Writer()
    for piece in pieces.dropLast() {
      writer.wait(1_000)
      #expect(writer.write(piece).isEmpty, "\(piece)")
    }
    writer.wait(1_000)
    #expect(writer.write(pieces[pieces.count - 1]).map(\.kind) == [.split], "\(pieces)")
  }

  @Test(arguments: [
    ["そう", "ね"], ["し", "そうですね"], ["寒いし", "ねむい"], ["行きましたし", "ねえ"], ["うん", "こわい"], ["だよ", "ね"], ["そうだし", "ね"],
    ["はい", "そう", "です", "ね"], ["去年も来たし", "ね"], ["あ", "ほんとだ"], ["8888", "8888", "8888"],
    ["8888 70", "8888 80", "8888 90"], ["5分後", "090番のバスです"], ["3", "2", "1", "スタート"],
    ["2026", "1123", "です"], ["LINEしてた", "友達とご飯"], ["水戸は", "げんきです"],
  ])
  func `short replies that follow each other are left alone`(replies: [String]) {
    var writer = Writer()
    for reply in replies {
      writer.wait(1_500)
      #expect(writer.write(reply).isEmpty, "\(replies)")
    }
  }

  @Test func `pieces belong together only by one sender, in one place, within twenty seconds`() {
    var writer = Writer()
    writer.write("し")
    #expect(writer.write("ね", by: 2).isEmpty)
    #expect(writer.write("ね", in: 2).isEmpty)
    #expect(writer.write("ね", thread: 5).isEmpty)
    writer.wait(20_001)
    #expect(writer.write("ね").isEmpty)
    var other = Writer()
    other.write("し", isPublished: false)
    #expect(other.write("ね").isEmpty, "nobody reads what is held")
  }

  @Test func `a word that is only looked at is not held when it is split`() {
    var writer = Writer()
    writer.screener = Screener(words: [
      WatchedWord(
        phrase: "ようかくにんご", action: .flag, category: .spam, reason: LocalizedText(ja: "", en: ""),
        strictness: .aggressive)
    ])
    writer.write("ようかく")
    #expect(writer.write("にんご").map(\.action) == [.flag])
  }

  @Test func `those who run the community are read in the same way`() {
    var writer = Writer()
    writer.write("し", isTrusted: true)
    #expect(writer.write("ね", isTrusted: true).map(\.kind) == [.split])
  }
}

/// Measures on the development sets beside the checkout. They are not part of the repository; where they are missing,
/// these tests are skipped.
struct BehaviourOnConversationsTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data/posts-chat-dev.jsonl").standardizedFileURL
  private static let isThere = FileManager.default.fileExists(atPath: file.path)

  @Test(.enabled(if: isThere, "the development sets are not beside this checkout"))
  func `thirty thousand messages of real conversations, five seconds apart each, are all left alone`() throws {
    struct Post: Decodable {
      let room: String
      let author: String
      let text: String
    }
    let posts = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Post.self, from: Data($0.utf8)) }
    let behaviour = Behaviour()
    var last: [String: Int64] = [:]
    var found = 0
    for (number, post) in posts.enumerated() {
      let author = post.room + post.author
      let at = (last[author] ?? 1_790_000_000_000) + 5_000
      last[author] = at
      found +=
        behaviour.judge(
          BehaviourPost(
            sender: MemberID(Int64(author.hashValue & 0xFFFF_FFFF)), room: RoomID(1), text: post.text,
            key: "key-\(number)", at: Timestamp(milliseconds: at)), screener: Screeners.server
        ).count
    }
    #expect(found <= posts.count / 10_000, "\(found) of \(posts.count)")
  }
}
