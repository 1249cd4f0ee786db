import Community

/// The bound on what screening may cost. It is a length, not a clock: the same text always gets the same verdict, on any
/// machine and under any load.
public enum ScreeningBudget {
  /// Longest text that is read, in UTF-8 bytes; far above every limit of the product. Longer ones are held unread.
  public static let maximumBytes = 65_536

  static func verdict(on text: String, version: Int) -> Verdict {
    let tooLong = WatchedWord(
      phrase: "", action: .hold, category: .spam,
      reason: LocalizedText(
        ja: "文章が長すぎるため、確認してから表示します。", en: "The text is too long and will be checked before it is shown."),
      showsPhrase: false)
    return Verdict(hits: [Verdict.Hit(tooLong, utf8Range: 0..<text.utf8.count)], rulesVersion: version)
  }
}
