import Community
import Testing

@Suite struct `Idempotency keys` {
  @Test(arguments: ["12345678", "aZ09-_aZ", "018f3c1e-7b1a-7c3e-9b1a-2f6d5c4b3a21", String(repeating: "k", count: 64)])
  func `8 to 64 letters, digits, hyphens and underscores are a key`(_ text: String) throws {
    #expect(try IdempotencyKey(text).text == text)
  }

  @Test(arguments: [
    "", "1234567", String(repeating: "k", count: 65), "12345 78", "1234567é", "１２３４５６７８", "1234567\n", "1234567.",
  ])
  func `anything else is refused`(_ text: String) {
    #expect(throws: Refusal.keyInvalid) { try IdempotencyKey(text) }
  }
}
