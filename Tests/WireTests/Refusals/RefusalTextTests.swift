import Community
import Testing
import Wire

@Suite struct `What a refusal says` {
  @Test(arguments: Refusal.allCases)
  func `Japanese is polite and tells what to do`(refusal: Refusal) {
    let text = refusal.text.ja
    #expect(text.hasSuffix("。"))
    #expect(text.contains(/(ください|送れます|しています|お待ちしています|始められます)。$/), "\(text)")
    #expect(!text.contains("エラー"))
    #expect(!text.contains("あなた"))
    #expect((10...80).contains(text.count), "\(text.count): \(text)")
  }

  @Test(arguments: Refusal.allCases)
  func `English is a translation, not a code`(refusal: Refusal) {
    let text = refusal.text.en
    #expect(text.hasSuffix("."))
    #expect(text.contains(" "))
    #expect(!text.lowercased().contains("error"))
    #expect(!text.unicodeScalars.contains { $0.value >= 0x3000 })
    #expect((20...160).contains(text.count), "\(text.count): \(text)")
  }

  @Test func `no two refusals say the same, but those a member cannot tell apart`() {
    let texts = Dictionary(grouping: Refusal.allCases) { $0.text.ja }
    let alike = texts.values.filter { $0.count > 1 }.map(Set.init)
    #expect(alike == [[.badRequest, .unsupportedMediaType]])
  }

  @Test func `a watched word is named when its rule allows`() {
    #expect(
      Refused(.watchedWord, language: .ja, phrase: "ばか者").text == "この言葉は使えません：『ばか者』。書き直して送れます。")
    #expect(Refused(.watchedWord, language: .ja).text == "使えない言葉が含まれています。書き直して送れます。")
    #expect(Refused(.watchedWord, language: .en, phrase: "ばか者").text.contains("“ばか者”"))
  }

  @Test func `the rule's own reason comes before the general text`() {
    let reason = LocalizedText(ja: "電話番号は書けません。", en: "Telephone numbers cannot be posted.")
    let refused = Refused(.watchedWord, language: .en, reason: reason, phrase: "090")
    #expect(refused.text == reason.en)
    #expect(refused.phrase == "090")
  }

  @Test(
    arguments: [
      (nil, "少し"), (0, "少し"), (1, "1秒ほど"), (3_000, "3秒ほど"), (3_001, "4秒ほど"), (119_000, "119秒ほど"),
      (120_000, "2分ほど"), (900_000, "15分ほど"),
    ] as [(Int?, String)])
  func `the wait is told in whole seconds or minutes, never too short`(milliseconds: Int?, expected: String) {
    for refusal in [Refusal.tooFast, .overloaded, .codeTooSoon] {
      #expect(refusal.text(phrase: nil, retryAfterMs: milliseconds).ja.contains(expected + "待"))
    }
  }

  @Test func `limits in texts are the limits in force`() {
    #expect(Refusal.bodyTooLong.text.ja.contains("2000文字"))
    #expect(Refusal.displayNameInvalid.text.ja.contains("1〜20文字"))
    #expect(Refusal.attributeInvalid.text.ja.contains("5つまで"))
  }

  @Test(arguments: Refusal.allCases)
  func `every refusal has a status that says no`(refusal: Refusal) {
    #expect((400...599).contains(refusal.httpStatus))
    // Clients and proxies try again after these.
    if [429, 503, 507].contains(refusal.httpStatus) { #expect(refusal.isTemporary) }
  }
}
