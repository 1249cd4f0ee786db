/// Signs that people on the net know for a word: 氏ね for 死ね, LINE for ライン. Also the forms of a verb and the company an
/// insult keeps.
enum Substitutes {
  static func variants(of word: WatchedWord) -> [Variant] {
    var variants: [Variant] = []
    for (part, signs) in signs {
      for place in occurrences(of: part, in: word.phrase) {
        for sign in signs {
          let text = word.phrase[..<place.lowerBound] + sign + word.phrase[place.upperBound...]
          variants.append(Variant(String(text), .substitute, from: .aggressive))
        }
      }
    }
    return variants + deaths(of: word) + company(of: word)
  }

  /// What stands for a part of a phrase.
  private static let signs: [(String, [String])] = [
    ("死", ["氏", "タヒ", "ﾀﾋ", "㋛", "屍", "4", "し", "シ"]), ("殺", ["ころ", "56", "コロ", "頃", "頃さ", "56さ"]),
    ("馬鹿", ["莫迦", "馬廘", "場鹿", "🐴🦌", "🐎🦌", "ヴァカ", "ｳﾏｼｶ", "うましか", "ウマシカ"]), ("キチガイ", ["基地外", "気違い", "キ印", "キチ外", "吉外"]),
    ("ガイジ", ["害児", "外児", "ｶﾞｲｼﾞ", "害ジ"]), ("ライン", ["LINE", "らいん", "ＬＩＮＥ", "L1NE", "LlNE", "LIИE"]), ("カカオ", ["kakao"]),
    ("インスタ", ["insta", "Instagram"]), ("援交", ["円光", "援光", "縁交", "援○交", "円交", "ウリ援", "えんこー"]), ("援助交際", ["円光", "援交"]),
    ("パパ活", ["pp活", "PP活", "P活", "パパカツ", "ぱぱ活"]), ("覚醒剤", ["覚せい剤", "かくせい剤"]),
    ("大麻", ["マリファナ", "ガンジャ", "🌿大麻", "ハッパ手押し"]), ("闇バイト", ["裏バイト", "闇ﾊﾞｲﾄ", "やみばいと", "闇仕事"]), ("売春", ["買春", "春売り"]),
    ("殺す", ["ぶっころす", "ぶっ殺す", "ぶち殺す"]), ("出会い系", ["出逢い系", "であい系"]), ("自殺", ["自〇", "自56", "自タヒ", "じ殺"]),
  ]

  /// The other forms of 死ね say the same where somebody wrote them in disguise, or to somebody.
  private static func deaths(of word: WatchedWord) -> [Variant] {
    guard word.phrase.hasSuffix("死ね") else { return [] }
    let head = word.phrase.dropLast(2)
    let endings = ["んで", "んどけ", "んじま", "ねば", "ぬべき"]
    let disguised: [String] = ["氏", "タヒ", "4", "歹匕", "夕ヒ"].flatMap { stem in endings.map { stem + $0 } }
    let addressed = [
      "死んでくれ", "死んで欲しい", "死んでほしい", "死んでしまえ", "死んじまえ", "死んどけ", "死んだほうがいい", "死んだ方がいい",
    ]
    return (disguised + addressed).map { form in Variant(String(head) + form, .substitute, from: .aggressive) }
  }

  /// An insult with what follows it is one word to a dictionary: 馬鹿野郎.
  private static func company(of word: WatchedWord) -> [Variant] {
    guard word.category == .insult || word.category == .discrimination else { return [] }
    let names = [word.phrase] + (word.kana.map { [$0] } ?? [])
    return names.flatMap { name in followers.map { Variant(name + $0, .spelling) } }
  }

  private static let followers = ["野郎", "やろう", "やろ", "ども", "女", "男", "たれ", "ったれ"]

  private static func occurrences(of part: String, in phrase: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var start = phrase.startIndex
    while start < phrase.endIndex {
      if phrase[start...].hasPrefix(part) { found.append(start..<phrase.index(start, offsetBy: part.count)) }
      start = phrase.index(after: start)
    }
    return found
  }
}
