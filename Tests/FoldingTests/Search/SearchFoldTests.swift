import Testing

@testable import Folding

struct SearchFoldTests {
  @Test(arguments: [
    ("ＴＸ", "tx"), ("ﾂｸﾊﾞ", "つくば"), ("つくば", "つくば"), ("ツクバ", "つくば"), ("ねば〜る君", "ねばーる君"),
    ("ねば～る君", "ねばーる君"), ("ねば~る君", "ねばーる君"), ("だっぺ〜", "だっぺー"), ("カフェ", "かふぇ"),
    ("カ-フェ", "かーふぇ"), ("9時〜10時", "9時〜10時"), ("東京-水戸", "東京-水戸"), ("㍻", "平成"), ("㈱いばらき", "(株)いばらき"),
    ("Café", "café"), ("Cafe\u{301}", "café"), ("が", "が"), ("か\u{3099}", "が"), ("か゛", "が"), ("ハ゜ン", "ぱん"),
    ("葛\u{E0100}城", "葛城"), ("水\u{200B}戸", "水戸"), ("ﾊﾟﾊﾟ", "ぱぱ"), ("　", " "), ("龍ケ崎", "龍け崎"), ("龍ヶ崎", "龍ゖ崎"),
    ("きゃ", "きゃ"), ("きや", "きや"), ("がき", "がき"), ("かき", "かき"), ("ᄒ\u{1161}\u{11AB}", "한"), ("", ""),
  ])
  func `folds what a reader calls the same word`(input: String, expected: String) {
    #expect(Array(SearchFold.fold(input).text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `composed, decomposed and reordered marks fold to one text`() {
    let spellings = ["ậ", "a\u{302}\u{323}", "a\u{323}\u{302}", "â\u{323}", "ạ\u{302}"]
    for spelling in spellings {
      #expect(SearchFold.fold(spelling).text.unicodeScalars.elementsEqual("ậ".unicodeScalars))
    }
  }

  @Test func `ranges lead back to the original in UTF-16`() {
    let folded = SearchFold.fold("😀 ﾂｸﾊﾞの葛\u{E0100}餅と㍻")
    #expect(folded.originalRanges(of: "つくば") == [3..<7])
    #expect(folded.originalRanges(of: "葛") == [8..<11])
    #expect(folded.originalRanges(of: "平成") == [13..<14])
    #expect(folded.originalRanges(of: "成") == [13..<14])
    #expect(folded.originalRanges(of: "水戸") == [])
    #expect(folded.originalRanges(of: "") == [])
  }

  @Test func `folding is idempotent and its ranges stay inside, for any text`() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<4_000 {
      let text = random.text(maximumLength: 24)
      let folded = SearchFold.fold(text)
      #expect(Array(SearchFold.fold(folded.text).text.unicodeScalars) == Array(folded.text.unicodeScalars))
      for scalar in folded.text.unicodeScalars {
        for range in folded.originalRanges(of: String(scalar)) {
          #expect(range.lowerBound >= 0 && range.upperBound <= text.utf16.count && !range.isEmpty)
        }
      }
    }
  }
}
