import Community
import Moderation
import Testing

/// What a rule makes of its phrase when it is compiled.
struct VariantTests {
  private func finds(_ text: String, _ phrase: String, _ reading: String?, _ strictness: Strictness = .aggressive)
    -> Verdict.Hit?
  {
    Screeners.watching(phrase, reading: reading, strictness: strictness).screen(text).hits.first
  }

  @Test(arguments: [
    ("お前はバカだ", PatternOrigin.spelling), ("BAKAですね", .romaji), ("このバ鹿が", .mixedScript), ("ぱか野郎", .halfVoiced),
  ])
  func `馬鹿 is found with its reading`(text: String, origin: PatternOrigin) {
    #expect(finds(text, "馬鹿", "ばか")?.origin == origin)
  }

  @Test(arguments: [
    ("お前なんか4ね", PatternOrigin.digits), ("は？詩ね", .homophone), ("タヒね", .substitute), ("ﾀﾋんでくれ", .substitute),
    ("氏んでくれよ", .substitute),
    ("死んでくれ", .substitute),
  ])
  func `死ね is found by what stands for it`(text: String, origin: PatternOrigin) {
    #expect(finds(text, "死ね", "しね")?.origin == origin)
  }

  @Test func `digits, pieces, hidden letters, backwards and line heads are seen through`() {
    #expect(finds("本気で56す", "殺す", "ころす")?.origin == .digits)
    #expect(finds("それは言乍欺だ", "詐欺", "さぎ")?.origin == .splitKanji)
    #expect(finds("このキ○ガイめ", "キチガイ", nil)?.origin == .masked)
    #expect(finds("このイガチキめ", "キチガイ", nil)?.origin == .reversed)
    let heads = finds("くるまで来ました\nたのしかった\nばすも便利\nれんこん買った", "くたばれ", nil)
    #expect(heads?.origin == .lineHeads && heads?.action == .flag)
    #expect(finds("パ・パ・活しよ", "パパ活", "ぱぱかつ") != nil)
  }

  @Test(arguments: [
    ("楽しんでくれました", "死ね", "しね"), ("いい詩ねえと言われた", "死ね", "しね"), ("4ねんまえの話", "死ね", "しね"), ("24ねん", "死ね", "しね"),
    ("来たしね", "死ね", "しね"),
    ("大まかに言うと", "大麻", "たいま"), ("タイマーを押す", "大麻", "たいま"), ("会社のブース", "ブス", ""), ("老いは仕方ない", "老害", "ろうがい"),
    ("アルパカの牧場", "馬鹿", "ばか"),
    ("支援交流会", "援交", "えんこう"), ("くずもちを買う", "クズ", ""), ("そばかすが気になる", "カス", ""), ("ところすごく", "殺す", "ころす"),
  ])
  func `ordinary words are left alone`(text: String, phrase: String, reading: String) throws {
    try #require(Screeners.borders != nil, "needs MeCab")
    #expect(finds(text, phrase, reading.isEmpty ? nil : reading) == nil)
  }

  @Test func `a weaker preset looks for less`() {
    #expect(finds("氏ね", "死ね", "しね", .strict) == nil)
    #expect(finds("し・ね", "死ね", "しね", .standard) == nil)
    #expect(finds("死・ね", "死ね", "しね", .strict) != nil)
    #expect(finds("死ね", "死ね", "しね", .exact) != nil)
  }

  @Test func `a moderator is told how the word was found`() throws {
    let hit = try #require(finds("この ｷ★ﾁ★ｶﾞ★ｲ", "キチガイ", nil))
    #expect(hit.explanation.ja == "全角・半角をそろえて、間の記号を除いて、一致")
    #expect(hit.foldNames == "width,symbols")
  }
}
