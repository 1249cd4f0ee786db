import Community
import Moderation
import Testing

struct RuleFileTests {
  @Test func `words, readings and detectors are read by the names of the columns`() throws {
    let file = RuleFile(
      tsv: "category\tkeyword\treading\n# a comment\nthreat\t死ね\tしね\r\ninsult\tアホ\t\ndetector\tPHONE\t\n",
      strictness: .strict)
    #expect(file.words.map(\.phrase) == ["死ね", "アホ"])
    #expect(file.words.map(\.reading) == ["しね", nil])
    #expect(file.words.map(\.category) == [.threat, .insult])
    #expect(file.words.allSatisfy { $0.strictness == .strict && $0.action == .hold })
    #expect(file.detectors.map(\.kind) == [.phone])
    #expect(file.faults.isEmpty)
  }

  @Test func `a row may say what happens, how strictly, and what is innocent`() throws {
    let file = RuleFile(tsv: "keyword\taction\tpreset\texceptions\nハゲ\tmask\texact\tハゲワシ|ハゲタカ")
    let word = try #require(file.words.first)
    #expect(word.action == .mask && word.strictness == .exact && word.exceptions == ["ハゲワシ", "ハゲタカ"])
  }

  @Test func `what cannot be used is told with its line, and the rest is used`() {
    let file = RuleFile(tsv: "keyword\taction\tcategory\n\tmask\t\n馬鹿\tshout\t\nアホ\t\t\nアホ\t\t\nFAX\t\tdetector\n")
    #expect(file.words.map(\.phrase) == ["アホ"])
    #expect(file.faults.map(\.line) == [2, 3, 5, 6])
    #expect(file.faults[2].text.ja == "「アホ」は4行目にもあります。")
  }

  @Test func `an empty file has no rules`() {
    #expect(RuleFile(tsv: "").words.isEmpty)
    #expect(RuleFile(tsv: "keyword\n").words.isEmpty)
  }
}
