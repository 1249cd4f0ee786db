import Community
import Moderation
import Morphology

/// Screeners as tests need them.
enum Screeners {
  /// MeCab, where the machine has it.
  static let borders = MeCabWords.knowing(StarterWords.all)

  /// The starter words and detectors, with the dictionary: what a server uses.
  static let server = Screener(
    words: StarterWords.all, innocentPhrases: InnocentPhrases.all, detectorRules: StarterWords.detectors,
    borders: borders)

  /// Everything detectors know, and no words.
  static let detectors = Screener(words: [], detectorRules: DetectorKind.allCases.map { DetectorRule($0) })

  static func watching(
    _ phrase: String, reading: String? = nil, strictness: Strictness = .aggressive, asksDictionary: Bool = true
  ) -> Screener {
    Screener(
      words: [
        WatchedWord(
          phrase: phrase, reading: reading, action: .hold, category: .insult, reason: LocalizedText(ja: "", en: ""),
          strictness: strictness)
      ], innocentPhrases: InnocentPhrases.all, borders: asksDictionary ? borders : nil)
  }
}
