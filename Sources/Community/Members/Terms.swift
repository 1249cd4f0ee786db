/// The rules of the community, as a member accepts them at sign-up.
///
/// This text is the proposal a new installation starts with; the prefecture agrees to it or changes it before opening.
/// Every change of the text gets a new `version`, and members accept again.
public struct Terms: Hashable, Sendable {
  /// One numbered article.
  public struct Article: Hashable, Sendable {
    public let heading: String
    /// Paragraphs and lists, one a line.
    public let lines: [String]

    init(_ heading: String, _ lines: String...) {
      self.heading = heading
      self.lines = lines
    }
  }

  /// The rules in one language. The Japanese text decides; the English one is its translation.
  public struct Edition: Hashable, Sendable {
    public let title: String
    public let summaryHeading: String
    /// The rules in plain words, a sentence each. Explains; the articles decide.
    public let summary: [String]
    public let articles: [Article]

    /// Everything as plain text: a line per paragraph, an empty line before each heading.
    public var text: String {
      var lines = [title, "", summaryHeading]
      lines += summary.map { "・" + $0 }
      for article in articles {
        lines += ["", article.heading]
        lines += article.lines
      }
      return lines.joined(separator: "\n")
    }
  }

  public let version: Int
  public let japanese: Edition
  public let english: Edition

  /// The whole text in both languages.
  public var text: LocalizedText { LocalizedText(ja: japanese.text, en: english.text) }

  /// The rules in force.
  public static let current = Terms(version: 1, japanese: .japaneseVersion1, english: .englishVersion1)
}
