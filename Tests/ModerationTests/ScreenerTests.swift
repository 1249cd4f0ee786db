import Community
import Testing

@testable import Moderation

struct ScreenerTests {
  private static let starter = Screener(words: StarterWords.all)

  private func word(
    _ phrase: String, _ spellings: [String] = [], action: Action = .hold, showsPhrase: Bool = true,
    strictness: Strictness = .aggressive, except exceptions: [String] = []
  ) -> WatchedWord {
    WatchedWord(
      phrase: phrase, spellings: spellings, action: action, category: .insult,
      reason: LocalizedText(ja: "理由", en: "reason"), showsPhrase: showsPhrase, strictness: strictness,
      exceptions: exceptions)
  }

  @Test(arguments: [
    "死ね", "お前は死ねよ", "死　ね", "死\nね", "死.ね", "死★ね", "死😀ね", "死\u{200B}ね", "死\u{FE00}ね", "死̶ね̶", "死死死ねねね", "シネ", "ｼﾈ",
    "ｼ★ﾈ", "しね", "し、ね", "は？しね", "お前シネよ", "オマエハシネ", "氏ね", "タヒね", "夕ヒね", "4ね", "４ね！", "4　ね", "し.ね", "早く死ねばいいのに", "死ねって",
  ])
  func `finds 死ね however it is written`(text: String) {
    let verdict = Self.starter.screen(text)
    #expect(verdict.action == .block)
    #expect(verdict.strongest?.phrase == "死ね")
  }

  @Test(arguments: [
    "山もあるしねえ", "楽しいし、ねむい", "必死ねむい", "オンラインシネマ上映会", "4ねんまえに水戸へ", "寒いしね、暖房つけます", "うれし〜ね", "楽しいしネ", "なかし、ねこ",
    "去年も来たしね", "美味しね", "24ね", "カシネ", "シネマ", "もしね、明日",
  ])
  func `leaves しね alone where it is part of other words`(text: String) {
    #expect(Self.starter.screen(text).hits.isEmpty)
  }

  @Test func `a hit tells the phrase, what was written and why`() throws {
    let text = "😀お前はﾊﾞ★ｶだ"
    let hit = try #require(Self.starter.screen(text).strongest)
    #expect(hit.phrase == "馬鹿")
    #expect(hit.matchedText(in: text) == "ﾊﾞ★ｶ")
    #expect(hit.utf8Range == 13..<25)
    #expect(!hit.reason.ja.isEmpty && !hit.reason.en.isEmpty)
  }

  @Test func `the strongest action wins and every hit is told`() {
    let screener = Screener(words: [word("さくら", action: .flag), word("もみじ", action: .hold), word("うめ", action: .flag)])
    let verdict = screener.screen("さくら、もみじ、うめ")
    #expect(verdict.action == .hold)
    #expect(verdict.hits.map(\.phrase) == ["さくら", "もみじ", "うめ"])
    #expect(screener.screen("まつ").action == nil)
  }

  @Test func `several spellings in one place are one hit`() {
    let screener = Screener(words: [word("ばか野郎", ["ばか", "ばか野"])])
    #expect(screener.screen("ばか野郎").hits.count == 1)
    #expect(screener.screen("ばか野郎、ばか野郎").hits.count == 2)
  }

  @Test func `masks whole characters and nothing else`() {
    let screener = Screener(words: [word("ばか", action: .mask), word("あほ", action: .mask, showsPhrase: false)])
    for (text, masked) in [
      ("お前、ば★かだ", "お前、■■■だ"), ("😀ば\u{336}か👨‍👩‍👧", "😀■■👨‍👩‍👧"), ("あほ！、ハ゛カ", "■■■！、■■■"), ("あほ、あ　ほ", "■■■、■■■"), ("水戸", "水戸"),
      ("ばか\u{301}です", "■■です"),
    ] {
      #expect(screener.screen(text).maskedText(of: text) == masked)
    }
  }

  @Test func `a flag covers nothing`() {
    let screener = Screener(words: [word("ばか", action: .flag)])
    #expect(screener.screen("ばか").maskedText(of: "ばか") == "ばか")
  }

  @Test(arguments: [
    (Strictness.exact, "ＡＢＣＤ", true), (.exact, "あbcd", false), (.exact, "a*bcd", false), (.standard, "🅐bcd", true),
    (.standard, "a*bcd", false), (.standard, "аbcd", false), (.strict, "a*bcd", true), (.strict, "аbcd", true),
    (.strict, "aabcd", true), (.strict, "a b c d", false), (.strict, "4bcd", false), (.aggressive, "a b c d", true),
    (.aggressive, "4bcd", true), (.aggressive, "ab cd", false), (.aggressive, "a.b.c.d", true),
    (.strict, "a.b.c.d", false), (.aggressive, "xabcd", false),
  ])
  func `a word's strictness bounds the disguises`(strictness: Strictness, text: String, isHit: Bool) {
    let screener = Screener(words: [word("abcd", strictness: strictness)])
    #expect(screener.screen(text).hits.isEmpty != isHit)
  }

  @Test func `an innocent phrase covers only what it contains wholly`() {
    let screener = Screener(words: [word("死ね", except: ["必死ね"]), word("必死")])
    #expect(screener.screen("必死ね").hits.map(\.phrase) == ["必死"])
    #expect(screener.screen("必死ね。死ね").hits.map(\.phrase) == ["必死", "死ね"])
    #expect(screener.screen("死ねよ").hits.map(\.phrase) == ["死ね"])
  }

  @Test(arguments: [("力ス", true), ("コ口ス", true), ("体力スト", false), ("ことば力", false), ("体力ス", false)])
  func `a kanji passes for a katakana only in katakana company`(text: String, isHit: Bool) {
    let screener = Screener(words: [word("カス"), word("殺す", ["コロス"]), word("ばか")])
    #expect(screener.screen(text).hits.isEmpty != isHit)
  }

  @Test(arguments: ["Matsushita", "shitamachi", "Shitake", "Sussex", "He's hit", "push it", "class hit"])
  func `Latin words end where letters end`(text: String) {
    #expect(Self.starter.screen(text).hits.isEmpty)
  }

  @Test(arguments: ["アホウドリ", "カステラ", "サブスク", "ハゲワシ", "バカンス", "デブリ", "クズネッツ", "ソバカス", "サーカス", "カスタマー", "会社ブース"])
  func `short words inside katakana words are not there`(text: String) {
    #expect(Self.starter.screen(text).hits.isEmpty)
  }

  @Test func `what cannot be compared is never found, and is told`() {
    let screener = Screener(words: [word("あ"), word("。。。"), word("ああ"), word("　")])
    #expect(screener.unusableSpellings == ["あ", "。。。", "　"])
    #expect(screener.screen("あ").hits.isEmpty)
    #expect(screener.screen("いああい").hits.isEmpty)
    #expect(screener.screen("ああ").hits.count == 1)
  }

  @Test func `a screener without words allows everything`() {
    #expect(Screener(words: []).screen("死ね").action == nil)
    #expect(Self.starter.screen("").action == nil)
  }

  @Test func `a text too long to be read is held`() {
    let text = String(repeating: "あ", count: ScreeningBudget.maximumBytes / 3 + 1)
    let verdict = Self.starter.screen(text)
    #expect(verdict.action == .hold)
    #expect(verdict.strongest?.utf8Range == 0..<text.utf8.count)
  }
}
