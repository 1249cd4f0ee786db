import Community
import Testing

@testable import RealtimeServer

@Suite struct `Demo texts` {
  /// A whole year, so that every season speaks.
  static let year = Result {
    Array(try DemoCommunity(memberCount: 600, messageCount: 30_000, until: demoNow, months: 12).messages)
  }

  @Test func `every text is a valid message as it stands`() throws {
    for message in try Self.year.get() { #expect(try MessageBody(message.body).text == message.body) }
  }

  @Test func `no slot or bracket is left, and no mark stands where a word should be`() throws {
    let broken = [
      "{", "}", "[", "|", "¶", "。。", "、。", "、、", "。、", "「」", "【】", "  ", "。を", "さんさん", "市市", "町町", "をを",
    ]
    for message in try Self.year.get() {
      for mark in broken where message.body.contains(mark) { Issue.record("\(mark) in: \(message.body)") }
      #expect(!"。、」を".contains(message.body.first ?? "。"))
    }
  }

  @Test func `lengths go from a word to a letter`() throws {
    let lengths = try Self.year.get().map(\.body.count)
    #expect((lengths.min() ?? 0) <= 5)
    #expect((200...400).contains(lengths.max() ?? 0))
    let average = Double(lengths.reduce(0, +)) / Double(lengths.count)
    #expect((20...60).contains(average))
  }

  @Test func `a room does not repeat itself while one reads fifty messages`() throws {
    var recent: [String: [String]] = [:]
    var repeats = 0
    for message in try Self.year.get() {
      var last = recent[message.roomSlug, default: []]
      if message.body.count >= 20 && last.contains(message.body) { repeats += 1 }
      last.append(message.body)
      recent[message.roomSlug] = last.suffix(50)
    }
    #expect(repeats < 30_000 * 4 / 100, "\(repeats)")
  }

  @Test(arguments: [
    ("あけましておめでとうございます", [1]),
    ("初日の出", [1]),
    ("偕楽園の梅", [2, 3]),
    ("ネモフィラの丘", [4, 5]),
    ("ひまわりを見に", [8, 9]),
    ("蝉がにぎやか", [7]),
    ("新米が届きました", [9, 10]),
    ("コキアが見ごろ", [10]),
    ("紅葉が見ごろ", [10, 11]),
    ("あんこう鍋が恋しく", [11, 12, 1, 2]),
    ("金木犀", [10]),
    ("凍った袋田の滝を見て", [1, 2]),
  ])
  func `the seasons are kept`(_ words: String, _ months: [Int]) throws {
    for message in try Self.year.get() where message.threadIndex == nil && message.body.contains(words) {
      #expect(months.contains(JapanTime(message.at).month), "\(message.body)")
    }
  }

  @Test func `greetings fit the hour`() throws {
    for message in try Self.year.get() {
      let hour = JapanTime(message.at).hour
      if message.body.hasPrefix("おはようございます") { #expect((5..<11).contains(hour)) }
      if message.body.hasPrefix("こんにちは") { #expect((11..<18).contains(hour)) }
      if message.body.hasPrefix("こんばんは") { #expect(hour >= 18 || hour < 5) }
    }
  }

  @Test func `links lead to example domains only`() throws {
    for message in try Self.year.get() {
      var rest = message.body[...]
      while let start = rest.firstRange(of: "https://") {
        let host = rest[start.upperBound...].prefix { $0 != "/" && $0 != " " }
        #expect(host.hasSuffix("example.jp"), "\(host)")
        rest = rest[start.upperBound...]
      }
    }
  }
}
