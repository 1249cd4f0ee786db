import Community
import Testing

@testable import RealtimeServer

@Suite struct SignInLimitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var recent = SignInLimits.Counts()
    var today = SignInLimits.Counts()
    let waitMs: Int?
  }

  private static let now = Timestamp(milliseconds: 10_000_000_000)
  private static func ago(_ seconds: Int) -> Timestamp { now.advanced(by: .seconds(-seconds)) }

  @Test(arguments: [
    Case(testDescription: "first code", waitMs: nil),
    Case(
      testDescription: "59 s after the last", recent: .init(codesToAddress: 1, lastCodeToAddressAt: ago(59)),
      waitMs: 1_000),
    Case(
      testDescription: "60 s after the last", recent: .init(codesToAddress: 1, lastCodeToAddressAt: ago(60)),
      waitMs: nil),
    Case(
      testDescription: "fourth in 15 minutes", recent: .init(codesToAddress: 3, lastCodeToAddressAt: ago(200)),
      waitMs: 900_000),
    Case(testDescription: "client's last", recent: .init(codesByClient: 4), waitMs: nil),
    Case(testDescription: "client's one too many", recent: .init(codesByClient: 5), waitMs: 900_000),
    Case(
      testDescription: "twentieth of the day", today: .init(codesToAddress: 19, lastCodeToAddressAt: ago(2_000)),
      waitMs: nil),
    Case(
      testDescription: "twenty-first of the day", today: .init(codesToAddress: 20, lastCodeToAddressAt: ago(2_000)),
      waitMs: 86_400_000),
  ])
  func `a code is sent or must wait`(_ row: Case) {
    let limits = SignInLimits(codesByClient: 5)
    let rejection = limits.decide(recent: row.recent, today: row.today, at: Self.now)
    #expect(rejection?.retryAfterMs == row.waitMs)
    #expect(rejection.map(\.refusal) == (row.waitMs == nil ? nil : .codeTooSoon))
  }

  @Test(arguments: [
    ("123456", "123456"), (" 123 456 ", "123456"), ("１２３４５６", "123456"), ("123-456", "123456"),
    ("12345", nil), ("1234567", nil), ("12345a", nil), ("", nil), ("١٢٣٤٥٦", nil),
    (String(repeating: " ", count: 100) + "123456", nil),
  ])
  func `a code is read as people type it`(text: String, code: String?) {
    #expect(EnterSignInCode.digits(text) == code)
  }
}
