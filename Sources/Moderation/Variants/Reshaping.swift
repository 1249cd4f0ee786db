/// The word with its sounds changed or turned round.
enum Reshaping {
  /// Shorter words turned round are other words.
  private static let shortestReversed = 4

  static func variants(of word: WatchedWord) -> [Variant] {
    guard let kana = word.kana else { return [] }
    var variants: [Variant] = []
    let softened = String(kana.map { halfVoiced[$0] ?? $0 })
    if softened != kana { variants.append(Variant(softened, .halfVoiced, from: .aggressive)) }
    if kana.count >= shortestReversed {
      variants.append(Variant(String(kana.reversed()), .reversed, from: .aggressive))
    }
    return variants
  }

  private static let halfVoiced: [Character: Character] = ["ば": "ぱ", "び": "ぴ", "ぶ": "ぷ", "べ": "ぺ", "ぼ": "ぽ"]
}
