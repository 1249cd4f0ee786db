import Community
import Testing

@Suite struct `Community terms` {
  static let editions = [Terms.current.japanese, Terms.current.english]

  @Test func `both editions have the same articles with the same number of lines`() {
    #expect(Terms.current.version == 1)
    #expect(Terms.current.japanese.summary.count == Terms.current.english.summary.count)
    #expect(Terms.current.japanese.articles.map(\.lines.count) == Terms.current.english.articles.map(\.lines.count))
  }

  @Test func `articles are numbered from 1`() {
    for (index, (ja, en)) in zip(Terms.current.japanese.articles, Terms.current.english.articles).enumerated() {
      #expect(ja.heading.hasPrefix("第\(index + 1)条（"))
      #expect(en.heading.hasPrefix("Article \(index + 1) ("))
    }
  }

  @Test(arguments: editions)
  func `paragraphs and list items are numbered without a gap`(_ edition: Terms.Edition) {
    for article in edition.articles {
      let paragraphs = article.lines.filter { $0.first?.isNumber == true }
      let items = article.lines.filter { $0.hasPrefix("(") }
      for (index, line) in paragraphs.enumerated() { #expect(line.hasPrefix("\(index + 1). ")) }
      for (index, line) in items.enumerated() { #expect(line.hasPrefix("(\(index + 1)) ")) }
    }
  }

  @Test(arguments: editions)
  func `the text starts with the summary and holds every article`(_ edition: Terms.Edition) {
    let lines = edition.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.prefix(3) == [edition.title, "", edition.summaryHeading])
    #expect(lines[3] == "・" + edition.summary[0])
    for article in edition.articles {
      #expect(lines.contains(article.heading))
      #expect(article.lines.allSatisfy(lines.contains))
    }
    #expect(!edition.text.hasSuffix("\n"))
  }

  @Test func `the text is the same in the localized form`() {
    #expect(Terms.current.text[.ja] == Terms.current.japanese.text)
    #expect(Terms.current.text[.en] == Terms.current.english.text)
  }
}
