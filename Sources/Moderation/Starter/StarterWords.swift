import Community

/// The watched words a new community starts with: few, and plain abuse in any room. Each list says what happens and why.
///
/// No name of a place or a food is hit; a test goes through them. Words that also stand in honest warnings (詐欺, 自殺)
/// are flagged, not stopped.
public enum StarterWords {
  public static let all: [WatchedWord] =
    threats + selfHarm + insults + contempt + discrimination + sexual + solicitation + crime + profanity

  /// Contacts and personal data wait for a moderator, for the writer's own sake. Links and garbled signs are looked at
  /// after they are published.
  public static let detectors: [DetectorRule] =
    [.phone, .email, .address, .contact, .plate, .myNumber].map { DetectorRule($0, action: .hold) }
    + [DetectorRule(.url, action: .flag), DetectorRule(.disguise, action: .hold)]
}

/// A word's own part; a list gives it the rest.
struct StarterWord {
  let phrase: String
  var spellings: [String] = []
  var exceptions: [String] = []

  init(_ phrase: String, _ spellings: [String] = [], except exceptions: [String] = []) {
    self.phrase = phrase
    self.spellings = spellings
    self.exceptions = exceptions
  }
}

extension [StarterWord] {
  func watched(
    _ action: Action, _ category: Category, ja: String, en: String, showsPhrase: Bool = true
  ) -> [WatchedWord] {
    map {
      WatchedWord(
        phrase: $0.phrase, spellings: $0.spellings, action: action, category: category,
        reason: LocalizedText(ja: ja, en: en), showsPhrase: showsPhrase, strictness: .aggressive,
        exceptions: $0.exceptions)
    }
  }
}
