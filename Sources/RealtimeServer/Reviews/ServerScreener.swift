public import Moderation
import Morphology

/// The screener as the server uses it, with the dictionary of this machine when it has one.
///
/// - Parameters:
///   - words: the watched words.
///   - detectors: what is looked for beside words.
public func makeServerScreener(
  words: [WatchedWord] = StarterWords.all, detectors: [DetectorRule] = StarterWords.detectors, version: Int = 1
) -> Screener {
  Screener(
    words: words, innocentPhrases: InnocentPhrases.all, detectorRules: detectors, borders: MeCabWords(),
    version: version)
}
