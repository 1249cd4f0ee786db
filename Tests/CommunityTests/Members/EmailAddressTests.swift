import Community
import Testing

@Suite struct `E-mail addresses` {
  @Test(arguments: [
    ("ume@example.jp", "ume@example.jp"),
    ("Ume.Sake+hiroba@Mail.Example.JP", "ume.sake+hiroba@mail.example.jp"),
    (" ume@example.jp\n", "ume@example.jp"),
    ("\u{3000}ume@example.jp\u{3000}", "ume@example.jp"),
    ("ｕｍｅ＠ｅｘａｍｐｌｅ．ｊｐ", "ume@example.jp"),
    ("ume＠example.jp", "ume@example.jp"),
    ("o'neill!#$%&*/=?^_`{|}~-@example.jp", "o'neill!#$%&*/=?^_`{|}~-@example.jp"),
    ("a@b.c", "a@b.c"),
    ("a@1-2.example", "a@1-2.example"),
    ("a@xn--eckwd4c7c.example", "a@xn--eckwd4c7c.example"),
  ])
  func `one mailbox has one spelling`(_ input: String, _ address: String) throws {
    #expect(try EmailAddress(input).text == address)
  }

  @Test(arguments: [
    "",
    "ume",
    "@example.jp",
    "ume@",
    "ume@example",  // no dot
    "ume@@example.jp",
    "ume@exa@mple.jp",
    "ume@.jp",
    "ume@example..jp",
    "ume@example.jp.",
    "ume@-example.jp",
    "ume@example-.jp",
    "ume@exam_ple.jp",
    ".ume@example.jp",
    "ume.@example.jp",  // a shape some Japanese carriers once allowed; it cannot be sent to reliably
    "u..me@example.jp",
    "u me@example.jp",
    "ume@example.jp, other@example.jp",
    "ume@example.jp\r\nBcc: other@example.jp",
    "<ume@example.jp>",
    "\"ume\"@example.jp",
    "ume@[192.0.2.1]",
    "うめ@example.jp",
    "ume@例え.jp",
    "ume@example。jp",
    "ume\u{200B}@example.jp",
  ])
  func `what mail could not reach, or could be misled by, is refused`(_ input: String) {
    #expect(throws: Refusal.invalidEmail) { try EmailAddress(input) }
  }

  @Test func `lengths end at 64, 63 and 254 bytes`() throws {
    let local = String(repeating: "a", count: 64)
    let label = String(repeating: "b", count: 63)
    #expect(throws: Never.self) { try EmailAddress("\(local)@\(label).jp") }
    #expect(throws: Refusal.invalidEmail) { try EmailAddress("a\(local)@example.jp") }
    #expect(throws: Refusal.invalidEmail) { try EmailAddress("a@b\(label).jp") }
    let longest = "\(local)@\(label).\(label).\(String(repeating: "c", count: 61))"
    #expect(longest.utf8.count == 254)
    #expect(throws: Never.self) { try EmailAddress(longest) }
    #expect(throws: Refusal.invalidEmail) { try EmailAddress(longest + "c") }
  }
}
