import Community
import Testing

@Suite struct `Display names` {
  @Test(arguments: [
    "みと梅ざけ",
    "常陸の国から",
    "O'Neill 健",
    "山田 太郎",
    "葛\u{E0100}飾の葛",  // ideographic variation sequence
    "辻\u{E0101}",
    "か\u{3099}ま口",  // combining dakuten
    "家族👨‍👩‍👧‍👦",  // four people joined into one
    "👩🏽‍🌾畑",  // skin tone, then joined
    "❤️‍🔥",  // variation selector, then joined
    "1️⃣番",  // keycap
    "🇯🇵",
    "ﾂｸﾊﾞ",
    "é\u{0323}",
    "・",
    "12345678901234567890",
  ])
  func `what a person can see is a name`(_ name: String) throws {
    #expect(try DisplayName(name).text == name)
  }

  @Test(arguments: [
    ("  みと梅ざけ ", "みと梅ざけ"),
    ("\u{3000}つくばの海\u{3000}", "つくばの海"),
    ("\n常陸\t", "常陸"),
  ])
  func `white space at both ends goes`(_ input: String, _ name: String) throws {
    #expect(try DisplayName(input).text == name)
  }

  @Test(arguments: [
    "",
    "   ",
    "\u{3000}",
    "一二三四五六七八九十一二三四五六七八九十余",  // 21
    "\u{200D}",  // nothing but a joiner
    "\u{FE0F}",
    "\u{E0100}",
    "\u{0301}",  // a mark on nothing
    "\u{200B}見えない",
    "管\u{200B}理者",
    "管\u{200D}理者",  // a joiner that joins no emoji
    "1\u{200D}2",
    "👩\u{200D}",
    "\u{200D}👩",
    "管\u{FEFF}理者",
    "\u{202E}者理管",
    "a\u{2066}b\u{2069}",
    "a\u{200E}b",
    "\u{3164}",  // Hangul filler
    "空\u{3164}白",
    "空\u{2800}白",  // Braille blank
    "空\u{115F}白",
    "二\n行",
    "タブ\tあり",
    "a\u{0000}b",
    "a\u{2028}b",
    "a\u{E000}b",  // private use
    "a@b",
    "＠運営",
    "<b>",
  ])
  func `what hides, reorders, breaks a line or calls a member is refused`(_ name: String) {
    #expect(throws: Refusal.displayNameInvalid) { try DisplayName(name) }
  }

  @Test func `twenty characters are counted as a person counts`() throws {
    let family = "👨‍👩‍👧‍👦"
    #expect(try DisplayName(String(repeating: family, count: 9)).text.count == 9)
    #expect(try DisplayName(String(repeating: "葛\u{E0100}", count: 20)).text.count == 20)
  }

  @Test func `one character built of many marks is too long`() {
    #expect(throws: Refusal.displayNameInvalid) { try DisplayName("o" + String(repeating: "\u{0301}", count: 120)) }
  }
}
