/// The weaker of the two folds: two spellings are equal in it when a reader would call them the same word.
///
/// NFKC and case (Unicode's NFKC_Casefold, which also drops invisible characters), katakana to hiragana, half-width kana
/// composed, 〜 after kana and dashes between kana to ー. Small kana and voicing marks stay distinct.
public enum SearchFold {
  /// Raise when any result changes: stored folds and the search index are then rebuilt.
  public static let version = 1

  /// Folds in one pass, linear in the length of `text`. Idempotent.
  public static func fold(_ text: String) -> FoldedText {
    var scalars = mapped(text)
    reorder(&scalars)
    compose(&scalars)
    prolong(&scalars)
    return FoldedText(scalars: scalars)
  }

  private static let prolongedSound: UInt32 = 0x30FC

  /// Each scalar by the table, decomposed. What maps to nothing widens the range of the scalar before it.
  private static func mapped(_ text: String) -> [FoldedScalar] {
    let table = FoldTable.shared
    var folded: [FoldedScalar] = []
    folded.reserveCapacity(text.utf8.count)
    var place: Int32 = 0
    for scalar in text.unicodeScalars {
      let start = place
      place += scalar.value > 0xFFFF ? 2 : 1
      let record = table[scalar.value]
      if record.searchLength == 0, !folded.isEmpty { folded[folded.count - 1].end = place }
      table.forEachSearchScalar(of: scalar.value, record) { value in
        let own = value == scalar.value ? record : table[value]
        folded.append(
          FoldedScalar(
            value: value, combiningClass: own.combiningClass, scalarClass: own.scalarClass, start: start, end: place))
      }
    }
    return folded
  }

  /// Puts marks into canonical order: a stable sort of each run of marks by combining class.
  private static func reorder(_ scalars: inout [FoldedScalar]) {
    var place = 0
    while place < scalars.count {
      guard scalars[place].combiningClass != 0 else {
        place += 1
        continue
      }
      let runStart = place
      while place < scalars.count, scalars[place].combiningClass != 0 { place += 1 }
      guard place - runStart > 1 else { continue }
      let run = scalars[runStart..<place].enumerated().sorted {
        ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
      }
      scalars.replaceSubrange(runStart..<place, with: run.map(\.element))
    }
  }

  /// Joins marks (and Hangul letters) to the starter before them, as NFC does.
  private static func compose(_ scalars: inout [FoldedScalar]) {
    let table = FoldTable.shared
    var written = 0
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in scalars {
      if let starter, scalar.scalarClass.contains(.composesBackward),
        starter == written - 1 || (lastClass != 0 && lastClass < scalar.combiningClass),
        let composed = table.compose(scalars[starter].value, scalar.value)
      {
        scalars[starter].value = composed
        scalars[starter].scalarClass = table[composed].scalarClass
        scalars[starter].start = min(scalars[starter].start, scalar.start)
        scalars[starter].end = max(scalars[starter].end, scalar.end)
        continue
      }
      scalars[written] = scalar
      if scalar.combiningClass == 0 { starter = written }
      lastClass = scalar.combiningClass
      written += 1
    }
    scalars.removeSubrange(written...)
  }

  private static func prolong(_ scalars: inout [FoldedScalar]) {
    for place in scalars.indices.dropFirst() where scalars[place - 1].scalarClass.contains(.kana) {
      let kind = scalars[place].scalarClass
      let isBetweenKana = place + 1 < scalars.count && scalars[place + 1].scalarClass.contains(.kana)
      guard kind.contains(.wave) || (kind.contains(.dash) && isBetweenKana) else { continue }
      scalars[place].value = prolongedSound
      scalars[place].scalarClass = FoldTable.shared[prolongedSound].scalarClass
    }
  }
}
