import Community
import Testing

@Suite struct `Languages` {
  @Test(arguments: [
    (nil, Language.ja),
    ("", .ja),
    ("ja", .ja),
    ("en", .en),
    ("en-US,en;q=0.9,ja;q=0.8", .en),
    ("ja-JP,ja;q=0.9,en;q=0.8", .ja),
    ("fr-FR, fr;q=0.9, en;q=0.5", .en),
    ("fr, zh-TW", .ja),
    ("*", .ja),
    ("EN-gb", .en),
    ("  en ;q=0.1", .en),
    ("eng", .ja),
    ("jam, en", .en),
    (",,;,en", .en),
  ])
  func `the first language we speak is taken, else Japanese`(_ header: String?, _ language: Language) {
    #expect(Language(acceptLanguage: header) == language)
  }

  @Test func `a localized text answers in each language`() {
    let text = LocalizedText(ja: "部屋", en: "Rooms")
    #expect(Language.allCases.map { text[$0] } == ["部屋", "Rooms"])
  }
}
