/// The reading in Latin letters, as Hepburn and as the Kunrei style spell it.
enum Romaji {
  /// Shorter ones are words of other languages too often.
  private static let shortest = 4

  static func variants(of word: WatchedWord) -> [Variant] {
    var texts = word.romaji.map { [$0] } ?? []
    if let kana = word.kana {
      texts += [
        spell(kana, digraphs: hepburnDigraphs, morae: hepburn), spell(kana, digraphs: kunreiDigraphs, morae: [:]),
      ]
      .compactMap { $0 }.filter { $0.count >= shortest }
    }
    return texts.map { Variant($0, .romaji, from: .standard) }
  }

  private static func spell(_ kana: String, digraphs: [String: String], morae: [Character: String]) -> String? {
    var result = ""
    var doublesNext = false
    var rest = Substring(kana)
    while let first = rest.first {
      var sound: String
      if let pair = digraphs[String(rest.prefix(2))] {
        sound = pair
        rest = rest.dropFirst(2)
      } else if first == "っ" {
        doublesNext = true
        rest = rest.dropFirst()
        continue
      } else if first == "ー" {
        rest = rest.dropFirst()
        continue
      } else if let single = morae[first] ?? kunrei[first] {
        sound = single
        rest = rest.dropFirst()
      } else {
        return nil
      }
      if doublesNext, let letter = sound.first {
        sound = String(letter) + sound
        doublesNext = false
      }
      result += sound
    }
    return doublesNext ? nil : result
  }

  private static let kunrei: [Character: String] = {
    var table: [Character: String] = ["ん": "n", "を": "o"]
    let rows: [(String, String)] = [
      ("", "あいうえお"), ("k", "かきくけこ"), ("s", "さしすせそ"), ("t", "たちつてと"), ("n", "なにぬねの"), ("h", "はひふへほ"),
      ("m", "まみむめも"), ("r", "らりるれろ"), ("g", "がぎぐげご"), ("z", "ざじずぜぞ"), ("d", "だぢづでど"), ("b", "ばびぶべぼ"),
      ("p", "ぱぴぷぺぽ"),
    ]
    for (consonant, row) in rows {
      for (kana, vowel) in zip(row, "aiueo") { table[kana] = consonant + String(vowel) }
    }
    for (kana, vowel) in zip("やゆよ", "auo") { table[kana] = "y" + String(vowel) }
    table["わ"] = "wa"
    return table
  }()

  private static let hepburn: [Character: String] = [
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
  ]

  private static let kunreiDigraphs = digraphs { consonant in consonant + "y" }

  private static let hepburnDigraphs = digraphs { consonant in
    switch consonant {
    case "s": "sh"
    case "t": "ch"
    case "z": "j"
    default: consonant + "y"
    }
  }

  private static func digraphs(_ spelling: (String) -> String) -> [String: String] {
    var table: [String: String] = [:]
    for (kana, consonant) in zip("きしちにひみりぎじびぴ", ["k", "s", "t", "n", "h", "m", "r", "g", "z", "b", "p"]) {
      for (small, vowel) in zip("ゃゅょ", "auo") {
        table[String(kana) + String(small)] = spelling(consonant) + String(vowel)
      }
    }
    return table
  }
}
