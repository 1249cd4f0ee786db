public import Moderation
import Morphology

/// The screener as the server uses it, with the dictionary of this machine when it has one.
public enum ServerScreener {
  /// What a new community starts with. Made once: compiling takes a while, and a process may run several servers.
  public static let starter = make(words: StarterWords.all, detectors: StarterWords.detectors)

  /// Divides texts into words, where the machine has a dictionary.
  static var dictionary: (any WordBorders)? { MeCabWords.knowing(StarterWords.all) }

  /// - Parameters:
  ///   - words: the watched words.
  ///   - detectors: what is looked for beside words.
  public static func make(words: [WatchedWord], detectors: [DetectorRule], version: Int = 1) -> Screener {
    Screener(
      words: words, innocentPhrases: InnocentPhrases.all, detectorRules: detectors, borders: MeCabWords.knowing(words),
      version: version)
  }
}

extension Screener {
  /// Stands in until the community's rules are read, before anybody can write.
  static var holdingNothing: Screener { Screener(words: []) }
}
