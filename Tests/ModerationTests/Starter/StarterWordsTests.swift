import Community
import Testing

@testable import Moderation

struct StarterWordsTests {
  private static let screener = Screener(words: StarterWords.all)

  @Test(arguments: InnocentTexts.all)
  func `innocent texts pass untouched`(text: String) {
    let hits = Self.screener.screen(text).hits
    #expect(hits.isEmpty, "\(hits.map(\.phrase))")
  }

  @Test func `every place passes inside sentences, in any kana`() {
    let frames = ["X", "Xは", "Xに住んでいます", "来週Xへ行きます", "昨日はXでした", "「X」", "さあX！", "好きなのはXかな", "あのX、いいよね"]
    for name in InnocentTexts.municipalities + InnocentTexts.readings {
      for frame in frames {
        let text = frame.replacing("X", with: name)
        #expect(Self.screener.screen(text).hits.isEmpty, "\(text)")
      }
    }
  }

  @Test func `every word is found by itself and tells why in both languages`() {
    #expect(Self.screener.unusableSpellings.isEmpty)
    for word in StarterWords.all {
      let verdict = Self.screener.screen(word.phrase)
      #expect(verdict.hits.contains { $0.phrase == word.phrase }, "\(word.phrase)")
      #expect(!word.reason.ja.isEmpty && !word.reason.en.isEmpty)
    }
  }

  @Test func `no phrase is listed twice`() {
    let phrases = StarterWords.all.map(\.phrase)
    #expect(Set(phrases).count == phrases.count)
  }
}
