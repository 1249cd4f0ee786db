public import Community
public import Folding

extension FoldFlags {
  /// Every kind of fold with its name, for programs, and what it is, for moderators.
  public static let named: [(fold: FoldFlags, name: String, label: LocalizedText)] = [
    (.width, "width", LocalizedText(ja: "全角・半角をそろえて", en: "width")),
    (.letterCase, "case", LocalizedText(ja: "大文字・小文字をそろえて", en: "case")),
    (.katakana, "kana", LocalizedText(ja: "ひらがな・カタカナをそろえて", en: "hiragana and katakana")),
    (.small, "small", LocalizedText(ja: "小さいかなを大きくして", en: "small kana")),
    (.prolonged, "prolonged", LocalizedText(ja: "のばす音を除いて", en: "drawn-out sounds")),
    (.repeated, "repeated", LocalizedText(ja: "くり返しをまとめて", en: "repetitions")),
    (.iterated, "iterated", LocalizedText(ja: "くり返し記号を開いて", en: "iteration marks")),
    (.voicing, "voicing", LocalizedText(ja: "離れた濁点をつけて", en: "separate voicing marks")),
    (.kanjiVariant, "variant", LocalizedText(ja: "異体字をそろえて", en: "variant kanji")),
    (.enclosed, "enclosed", LocalizedText(ja: "囲み文字を開いて", en: "enclosed letters")),
    (.lookalike, "lookalike", LocalizedText(ja: "形の似た字を読み替えて", en: "look-alikes")),
    (.leet, "leet", LocalizedText(ja: "数字や記号を文字に読み替えて", en: "digits and signs for letters")),
    (.halfVoiced, "halfvoiced", LocalizedText(ja: "半濁点を濁点に読み替えて", en: "p for b")),
    (.phonetic, "phonetic", LocalizedText(ja: "同じ音のかなをそろえて", en: "kana of the same sound")),
    (.symbolGap, "symbols", LocalizedText(ja: "間の記号を除いて", en: "symbols in between")),
    (.spaceGap, "spaces", LocalizedText(ja: "間の空白や改行を除いて", en: "spaces in between")),
  ]

  /// Their names, with commas between.
  public var names: [String] { Self.named.filter { contains($0.fold) }.map(\.name) }
}

extension Verdict.Hit {
  /// What a moderator is told: how the text was read to find the phrase.
  public var explanation: LocalizedText {
    let folds = FoldFlags.named.filter { self.folds.contains($0.fold) }.map(\.label)
    if origin == .detector { return origin.label }
    guard !folds.isEmpty || origin != .spelling else {
      return LocalizedText(ja: "そのまま一致", en: "Matches as written")
    }
    let variation = origin == .spelling ? [] : [origin.label]
    return LocalizedText(
      ja: (variation.map { "「\($0.ja)」として、" } + folds.map { "\($0.ja)、" }).joined() + "一致",
      en: "Matches after: " + (variation + folds).map(\.en).joined(separator: ", "))
  }

  /// The same for programs: the variation, unless it is the phrase itself, and the folds; `-` for none.
  public var foldNames: String {
    let names = (origin == .spelling ? [] : [origin.rawValue]) + folds.names
    return names.isEmpty ? "-" : names.joined(separator: ",")
  }
}
