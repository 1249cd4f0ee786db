import Community
import Moderation
import Testing

@Suite struct `Rules as a table` {
  @Test func `are written and read back, comments and all`() {
    let text = "keyword\treading\tcategory\taction\n# 2026年の大会まで\n死ね\tしね\tthreat\tblock\nPHONE\t\tdetector\t\n"
    let table = RuleTable(reading: text, .tsv)
    #expect(table.faults.isEmpty)
    #expect(table.rows.map(\.line) == [3, 4])
    #expect(table.rows.first?.body.note == "2026年の大会まで")
    #expect(table.rows.last?.body.isDetector == true)
    let bodies = table.rows.map(\.body)
    for format in [RuleTable.Format.tsv, .csv] {
      let again = RuleTable(reading: RuleTable.text(of: bodies, format), format)
      #expect(again.rows.map(\.body) == bodies)
    }
  }

  @Test func `in CSV may hold commas, quotes and line ends`() {
    var body = RuleBody(phrase: "a,b\"c")
    body.reason = LocalizedText(ja: "一行目\n二行目", en: "x")
    let table = RuleTable(reading: "\u{FEFF}" + RuleTable.text(of: [body], .csv), .csv)
    #expect(table.rows.map(\.body) == [body])
  }

  @Test func `name the lines that cannot be used`() {
    let table = RuleTable(reading: "keyword\taction\n馬鹿\thold\nあ\thold\n阿呆\tboom\n", .tsv)
    #expect(table.rows.map(\.body.phrase) == ["馬鹿"])
    #expect(table.faults.map(\.line) == [3, 4])
  }

  @Test func `are the same when they fold to the same`() {
    #expect(RuleBody(phrase: "アホ").foldedKey == RuleBody(phrase: "ｱﾎ").foldedKey)
    #expect(RuleBody(phrase: "アホ").foldedKey == RuleBody(phrase: "あほ").foldedKey)
    #expect(RuleBody(phrase: "アホ").foldedKey != RuleBody(phrase: "あほう").foldedKey)
  }
}
