import Testing

@testable import Moderation

/// Phrases that moderators write with a hidden letter themselves, as many public lists have them.
struct HiddenLetterTests {
  @Test(arguments: ["ア○ルの話", "ア●ル", "ア＊ル", "これはア〇ルです"])
  func `a phrase with a hidden letter is found where one is hidden`(_ text: String) {
    #expect(Screeners.watching("ア○ル").screen(text).hits.count == 1, "\(text)")
  }

  @Test(arguments: ["駅前に店がある。", "ある日のこと", "アルコール", "アヒルの池", "○○があるといいね", "ア、ル"])
  func `a phrase with a hidden letter is not its other letters`(_ text: String) {
    #expect(Screeners.watching("ア○ル").screen(text).hits.isEmpty, "\(text)")
  }

  @Test func `it covers the letters and the sign and nothing else`() throws {
    let text = "昨日ア○ルと書いた"
    let hit = try #require(Screeners.watching("ア○ル").screen(text).hits.first)
    #expect(hit.matchedText(in: text) == "ア○ル")
  }
}
