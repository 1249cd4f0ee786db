import Community
import Testing

@Suite struct `Message bodies` {
  @Test(arguments: [
    ("こんにちは", "こんにちは"),
    ("  \n\u{3000}こんにちは\n\n ", "こんにちは"),
    ("一行目\r\n二行目", "一行目\n二行目"),
    ("一行目\r二行目", "一行目\n二行目"),
    ("一行目\n二行目", "一行目\n二行目"),
    ("一\r\n\r\n二", "一\n\n二"),
    ("一\r\r\n二", "一\n\n二"),
    ("一\n\r二", "一\n\n二"),
    ("列\t列", "列\t列"),
    ("a\u{0000}b\u{0007}c\u{007F}d\u{0085}e", "abcde"),
    ("\u{202E}さかさ\u{202C}", "さかさ"),
    ("a\u{2066}b\u{2069}c", "abc"),
    ("\u{FEFF}先頭", "先頭"),
    ("a\u{2028}b\u{2029}c", "abc"),
  ])
  func `line ends become one kind, controls go, ends are trimmed`(_ input: String, _ text: String) throws {
    #expect(try MessageBody(input).text == text)
  }

  @Test(arguments: [
    "葛\u{E0100}餅",  // ideographic variation sequence
    "か\u{3099}き\u{309A}",  // combining marks
    "👨‍👩‍👧‍👦",  // joined family
    "❤️",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",  // tag sequence
    "नमस्ते",
    "مرحبا",
    "ｶﾞｷﾞｸﾞ",
    "w",
    "。",
  ])
  func `writing of every kind stays byte for byte`(_ input: String) throws {
    #expect(Array(try MessageBody(input).text.unicodeScalars) == Array(input.unicodeScalars))
  }

  @Test(arguments: [
    "", " ", "\n\n", "\u{3000}\u{3000}", "\u{200B}", "\u{200D}\u{FE0F}", "\u{2060}", "\u{3164}", "\u{2800}", "\u{0301}",
    "\u{0000}", "\u{00AD}", "\u{202E}\u{202C}", "\u{E0100}",
  ])
  func `a text without ink is empty`(_ input: String) {
    #expect(throws: Refusal.bodyEmpty) { try MessageBody(input) }
  }

  @Test func `2,000 characters pass and one more does not`() throws {
    let longest = String(repeating: "あ", count: MessageBody.maximumLength)
    #expect(try MessageBody(longest).text == longest)
    #expect(try MessageBody("  \(longest)  ").text == longest)
    #expect(throws: Refusal.bodyTooLong) { try MessageBody(longest + "あ") }
  }

  @Test func `a character is what a person counts`() throws {
    let dakuten = String(repeating: "か\u{3099}", count: MessageBody.maximumLength)
    #expect(try MessageBody(dakuten).text.count == MessageBody.maximumLength)
    let families = String(repeating: "👨‍👩‍👧‍👦", count: 655)
    #expect(try MessageBody(families).text.count == 655)
  }

  @Test func `marks piled on one character end at the byte limit`() throws {
    let pile = "ア" + String(repeating: "\u{0301}", count: (MessageBody.maximumBytes - 3) / 2)
    #expect(try MessageBody(pile).text.count == 1)
    #expect(throws: Refusal.bodyTooLong) { try MessageBody(pile + "\u{0301}") }
  }

  @Test func `a huge text is refused before it is looked at`() {
    #expect(throws: Refusal.bodyTooLong) { try MessageBody(String(repeating: " ", count: 1_000_000)) }
  }
}
