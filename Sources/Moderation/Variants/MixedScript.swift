/// One kanji of a phrase written in kana: バ鹿 and 馬カ for 馬鹿.
enum MixedScript {
  /// Which kana belong to which kanji is not known, so every division of the reading is taken: a wrong one is a spelling
  /// that nobody writes.
  static func variants(phrase: String, reading: String?) -> [Variant] {
    guard let reading, !phrase.allSatisfy({ $0.unicodeScalars.allSatisfy(KanaText.isKana) }) else { return [] }
    let letters = Array(phrase)
    guard (2...4).contains(letters.count), let shares = division(of: Array(reading), over: letters) else { return [] }
    var variants: [Variant] = []
    for share in shares {
      for (place, letter) in letters.enumerated() where KanaText.isKanji(letter) {
        var spelled = letters.map(String.init)
        spelled[place] = share[place]
        if spelled.joined().contains(where: KanaText.isKanji) {
          variants.append(Variant(spelled.joined(), .mixedScript))
        }
      }
    }
    return variants
  }

  /// All ways to give each kanji one to three kana and each kana of the phrase itself.
  private static func division(of reading: [Character], over letters: [Character]) -> [[String]]? {
    guard let letter = letters.first else { return reading.isEmpty ? [[]] : nil }
    var found: [[String]] = []
    let rest = Array(letters.dropFirst())
    let lengths = KanaText.isKanji(letter) ? 1...3 : 1...1
    for length in lengths where length <= reading.count {
      let share = String(reading.prefix(length))
      if !KanaText.isKanji(letter), KanaText.hiragana(String(letter)) != share { continue }
      for tail in division(of: Array(reading.dropFirst(length)), over: rest) ?? [] { found.append([share] + tail) }
    }
    return found.isEmpty ? nil : found
  }
}
