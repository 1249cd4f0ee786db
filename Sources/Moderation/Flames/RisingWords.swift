/// The words of a room that are used more than usual. The caller feeds folded words; at most 64 are kept.
public struct RisingWords: Hashable, Codable, Sendable {
  private struct Use: Hashable, Codable, Sendable {
    /// Uses weighed over ten minutes, and over a day.
    var recent = 0.0
    var usual = 0.0
  }

  public static let capacity = 64
  /// Longer words are ignored: they are links and noise.
  public static let longestWordBytes = 60

  private var uses: [String: Use] = [:]

  public init() {}

  /// Counts one use.
  public mutating func note(_ word: String) {
    guard !word.isEmpty, word.utf8.count <= Self.longestWordBytes else { return }
    if uses[word] == nil, uses.count >= Self.capacity {
      // Dictionaries have no order of their own: ties go by the word, so that equal histories give equal answers.
      let rarest = uses.min { ($0.value.recent + $0.value.usual, $0.key) < ($1.value.recent + $1.value.usual, $1.key) }
      if let rarest { uses[rarest.key] = nil }
    }
    uses[word, default: Use()].recent += 1
    uses[word, default: Use()].usual += 1
  }

  /// Lets a minute pass.
  public mutating func tick() {
    for word in uses.keys {
      uses[word]?.recent *= 0.9
      uses[word]?.usual *= 0.999_306
    }
    uses = uses.filter { $0.value.usual >= 0.05 }
  }

  /// The words farthest above their usual, at least three recent uses each.
  public func top(_ count: Int = 5) -> [String] {
    uses.filter { $0.value.recent >= 3 }
      // A day's weight is 1,440 minutes, the recent one 10.
      .map { (word: $0.key, rise: FlameSignals.rise($0.value.recent, over: $0.value.usual / 144, wander: 0)) }
      .filter { $0.rise > 1 }
      .sorted { ($1.rise, $0.word) < ($0.rise, $1.word) }
      .prefix(max(0, count)).map(\.word)
  }
}
