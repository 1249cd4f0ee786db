import Testing

@testable import Folding

struct BigramsTests {
  @Test func `a text becomes its room, its pairs and each word's last character`() {
    #expect(Bigrams.indexTokens(folded: "水戸の梅、 tx", roomToken: Bigrams.roomToken(4)) == "\u{E000}4 水戸 戸の の梅 梅 tx x")
    #expect(Bigrams.indexTokens(folded: "", roomToken: Bigrams.roomToken(71)) == "\u{E000}1z")
  }

  @Test func `a text cannot imitate a room's token`() {
    let tokens = Bigrams.indexTokens(folded: SearchFold.fold("\u{E000}4").text, roomToken: Bigrams.roomToken(9))
    #expect(!tokens.contains("\u{E000}4"))
  }

  @Test(arguments: [
    ("海", "\"海\"*", []), ("水戸", "\"水戸\"", []), ("ﾂｸﾊﾞ", "(\"つく\" AND \"くば\")", [["つくば"]]),
    ("大子 梅", "\"大子\" AND \"梅\"*", []), ("大子、梅", "\"大子\" AND \"梅\"*", []), ("ＴＸ", "\"tx\"", []),
    ("梅 -水戸", "(\"梅\"*) NOT \"水戸\"", []), ("梅 －つくば市", "\"梅\"*", []),
    ("ねば〜る君", "((\"ねば\" AND \"ばー\" AND \"ーる\" AND \"る君\") OR (\"ねば\" AND \"ばる\" AND \"る君\"))", [["ねばーる君", "ねばる君"]]),
    ("海 海", "\"海\"*", []),
  ])
  func `a query is an AND of quoted terms`(input: String, match: String, contains: [[String]]) throws {
    let query = try #require(Bigrams.query(input))
    #expect(query.matchExpression == match)
    #expect(query.containsTerms == contains)
  }

  @Test(arguments: ["", "   ", "、。！", "-水戸", "\"", "*", "-", "－ －"])
  func `a query without terms searches nothing`(input: String) {
    #expect(Bigrams.query(input) == nil)
  }

  @Test func `excluded terms are checked on the text when their pairs would not say enough`() throws {
    let query = try #require(Bigrams.query("梅 -つくば市 -水戸"))
    #expect(query.matchExpression == "(\"梅\"*) NOT \"水戸\"")
    #expect(query.excludedTerms == ["つくば市", "水戸"])
  }

  @Test func `rooms are joined inside the match`() throws {
    #expect(try #require(Bigrams.query("梅", rooms: [4])).matchExpression == "\"\u{E000}4\" AND \"梅\"*")
    #expect(
      try #require(Bigrams.query("梅", rooms: [4, 36])).matchExpression
        == "(\"\u{E000}4\" OR \"\u{E000}10\") AND \"梅\"*")
  }

  @Test(arguments: ["龍ケ崎", "龍ヶ崎", "龍が崎"])
  func `spellings of one place find each other`(input: String) throws {
    let spellings = try #require(Bigrams.query(input)).spellings
    #expect(Set(["龍け崎", "龍ゖ崎", "龍が崎"]).isSubset(of: spellings))
    #expect(spellings.count <= SpellingVariants.maximum)
  }

  @Test(arguments: [
    "水戸\" OR \"a", "NEAR(a b)", "a* OR b", "col:水戸", "^水戸", "(", "水戸)", "a + b", "{a b}: c", "AND", "NOT x",
  ])
  func `nothing a member types is an operator`(input: String) throws {
    let query = try #require(Bigrams.query(input + "水"))
    let outside = query.matchExpression.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
    for part in outside {
      #expect(part.allSatisfy { "() *".contains($0) } || ["AND", "OR", "NOT"].contains { part.contains($0) })
    }
    #expect(!query.matchExpression.contains("NEAR"))
  }

  @Test func `very long queries are cut`() throws {
    let query = try #require(Bigrams.query(String(repeating: "水戸", count: 5_000)))
    #expect(query.spellings[0].unicodeScalars.count == Bigrams.maximumQueryLength)
  }

  @Test func `highlights are whole characters of the original`() throws {
    #expect(try #require(Bigrams.query("つくば")).highlights(in: "😀ﾂｸﾊﾞとツクバ") == [2..<6, 7..<10])
    #expect(try #require(Bigrams.query("ねばーる")).highlights(in: "ねば〜る君とねばる君") == [0..<4, 6..<9])
    #expect(try #require(Bigrams.query("👨")).highlights(in: "a👨‍👩‍👧b") == [1..<9])
    #expect(try #require(Bigrams.query("水戸 戸の")).highlights(in: "水戸の梅") == [0..<3])
  }

  @Test func `random queries and texts never crash and highlight inside`() {
    var random = SeededRandom(seed: 2)
    for _ in 0..<3_000 {
      let body = random.text(maximumLength: 30)
      guard let query = Bigrams.query(random.text(maximumLength: 3)) else { continue }
      for range in query.highlights(in: body) {
        #expect(range.lowerBound >= 0 && range.upperBound <= body.utf16.count && !range.isEmpty)
      }
    }
  }
}
