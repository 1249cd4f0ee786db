import Community

/// The last messages of one sender read as one text: 「し」「ね」.
///
/// A finding needs a hit that crosses the border before the last message, so that every earlier message alone was right
/// to pass, and the last one completes it. Sentences whose ends meet by chance are told apart as in any text: by what the
/// dictionary says of the words at the border (寒いし｜ねむい).
struct SplitReading {
  /// Bytes kept of a message's end, and read of the last one's beginning: no watched word is longer.
  private static let mostBytes = 60
  private static let mostJoined = 180
  /// One of the two messages at the border is no longer than this, or digits or Latin letters meet there. What is longer
  /// on both sides is two sentences.
  private static let shortBytes = 48
  /// What a person cuts up; an exchange of contacts (LINE … 友達) reads that way in any two messages.
  private static let detectors: Set<String> = [
    DetectorKind.phone.rawValue, DetectorKind.email.rawValue, DetectorKind.url.rawValue,
  ]

  /// All pieces, the last among them.
  private let pieces: [String]

  /// - Parameter earlier: the ends of the messages before, oldest first.
  init?(_ text: String, after earlier: [String]) {
    guard let before = earlier.last,
      min(text.utf8.count, before.utf8.count) <= Self.shortBytes
        || Self.mayBePattern(text.utf8.prefix(3)) && Self.mayBePattern(before.utf8.suffix(3))
    else { return nil }
    var pieces = [Self.beginning(of: text)]
    var bytes = pieces[0].utf8.count
    for piece in earlier.reversed() where bytes < Self.mostJoined {
      pieces.append(piece)
      bytes += piece.utf8.count
    }
    self.pieces = pieces.reversed()
  }

  /// What is kept of a message for those that follow.
  static func end(of text: String) -> String {
    guard text.utf8.count > mostBytes else { return text }
    let start = text.utf8.index(text.endIndex, offsetBy: -mostBytes)
    return String(text[(text.utf8[start...].firstIndex(where: beginsScalar) ?? text.endIndex)...])
  }

  private static func beginning(of text: String) -> String {
    guard text.utf8.count > mostBytes else { return text }
    let limit = text.utf8.index(text.startIndex, offsetBy: mostBytes)
    return String(text[..<(text.utf8[...limit].lastIndex(where: beginsScalar) ?? text.startIndex)])
  }

  private static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// Digits and Latin letters, in full width too (EF BC/BD …).
  private static func mayBePattern(_ utf8: Substring.UTF8View) -> Bool {
    utf8.first == 0xEF || utf8.contains { $0 < 0x80 && isLetter($0) }
  }

  /// The strongest hit that only the joined text shows, and the pieces it needs.
  func finding(_ screener: Screener, action: Action) -> BehaviourFinding? {
    let joined = pieces.joined()
    let verdict = screener.screen(joined)
    guard !verdict.hits.isEmpty else { return nil }
    var ranges: [Range<Int>] = []
    for piece in pieces {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + piece.utf8.count)
    }
    guard let last = ranges.last else { return nil }
    let crossing = verdict.hits.filter { hit in
      hit.utf8Range.lowerBound < last.lowerBound && hit.utf8Range.upperBound > last.lowerBound
        && (hit.origin != .detector || Self.isPattern(hit, in: joined))
    }
    guard let hit = crossing.max(by: { $0.action < $1.action }) else { return nil }
    let before = zip(pieces, ranges).dropLast().filter { $1.overlaps(hit.utf8Range) }.map(\.0)
    return finding(hit, in: joined, before: before, lastStart: last.lowerBound, action: action)
  }

  /// Whether a person may have cut it up. 8888 0, 8888 1 … is applause.
  private static func isPattern(_ hit: Verdict.Hit, in joined: String) -> Bool {
    detectors.contains(hit.phrase) && Set(hit.matchedText(in: joined)).count >= 5
  }

  /// Not white space or ASCII punctuation.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  private func finding(
    _ hit: Verdict.Hit, in joined: String, before: [String], lastStart: Int, action: Action
  ) -> BehaviourFinding {
    let found = hit.matchedText(in: joined)
    let pattern = hit.origin == .detector ? DetectorKind(rawValue: hit.phrase)?.label : nil
    let why = LocalizedText(
      ja: pattern?.ja ?? "「\(hit.phrase)」、\(hit.explanation.ja)",
      en: pattern?.en ?? "“\(hit.phrase)”, \(hit.explanation.en)")
    let quoted = before.map { "「\($0)」" }.joined()
    let quotedEn = before.map { "“\($0)”" }.joined(separator: ", ")
    let told =
      hit.showsPhrase
      ? LocalizedText(
        ja: "前の投稿と続けて読むと『\(found)』：\(hit.reason.ja)", en: "Read with the one before, “\(found)”: \(hit.reason.en)")
      : hit.reason
    return BehaviourFinding(
      .split, action: hit.action >= .mask ? action : min(action, hit.action), category: hit.category,
      phrase: hit.phrase,
      utf8Range: 0..<hit.utf8Range.upperBound - lastStart,
      explanation: LocalizedText(
        ja: "20秒以内の前の投稿\(quoted)に続けて読むと『\(found)』（\(why.ja)）",
        en: "after \(quotedEn), within 20 seconds, it reads “\(found)” (\(why.en))"),
      told: told)
  }
}
