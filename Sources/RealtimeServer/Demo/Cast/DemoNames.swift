import Folding

/// Plausible pseudonyms, each once even when letters that look or sound alike are taken for one another.
struct DemoNames {
  private var taken: Set<String> = []

  /// A name nobody has yet.
  mutating func make(using random: inout SplitMix64) -> String {
    for attempt in 0... {
      var name = Self.candidate(using: &random)
      // A community larger than the combinations: numbers, as people do.
      if attempt > 20 { name += "\(random.below(attempt > 40 ? 100_000 : 1_000))" }
      if name.count <= 20, take(name) { return name }
    }
    return ""
  }

  /// Reserves a given name.
  @discardableResult
  mutating func take(_ name: String) -> Bool { taken.insert(NameFold.key(name)).inserted }

  private static func candidate(using random: inout SplitMix64) -> String {
    func one(_ list: [String], _ random: inout SplitMix64) -> String { list[random.below(list.count)] }
    switch random.below(20) {
    case 0..<6: return one(places, &random) + (random.chance(0.45) ? "の" : "") + one(things, &random)
    case 6..<9: return one(callings, &random) + one(endings, &random)
    case 9..<11: return one(likes, &random) + one(likers, &random)
    case 11..<13: return one(things, &random) + one(joiners, &random) + one(callings, &random)
    case 13..<15: return one(romaji, &random) + one(romajiEndings, &random)
    case 15: return one(romaji, &random) + "\(1 + random.below(12))\(10 + random.below(19))"
    case 16: return one(callings, &random) + "と" + one(callings, &random) + one(["の母", "の父", "パパ", "ママ"], &random)
    case 17: return one(times, &random) + one(doers, &random)
    default: return one(colours, &random) + one(things, &random)
    }
  }

  private static let places = [
    "みと", "つくば", "ひたち", "大洗", "笠間", "大子", "潮来", "古河", "結城", "石岡", "土浦", "真壁", "行方", "鉾田", "那珂", "奥久慈",
    "霞ヶ浦", "鹿島灘", "八郷", "久慈川", "常陸", "取手", "守谷", "牛久", "袋田", "涸沼", "北浦", "水郷", "筑波", "里美",
  ]
  private static let things = [
    "梅ざけ", "海", "そば", "メロン", "栗", "風", "干し芋", "空", "あんこう", "れんこん", "月", "しじみ", "ひばり", "からす", "すずめ",
    "猫", "かえる", "りんご", "ゆず", "さんぽ", "波", "あやめ", "こぶし", "やまゆり", "つばめ", "ねぎ", "わかさぎ", "灯台", "かもめ", "もみじ",
    "めだか", "丘", "だんご", "まんじゅう", "むぎ茶", "くるみ", "たぬき", "とんび", "ほたる", "こけし",
  ]
  private static let callings = [
    "はる", "ゆう", "みき", "けんた", "さくら", "たろう", "なお", "ひろ", "まさ", "ともこ", "かず", "あや", "しょう", "りく", "そら", "ひな", "こう",
    "めぐ", "よし", "たけ", "のり", "えみ", "ちひろ", "まゆ", "だい", "つむぎ", "いと", "あおい", "れん", "ゆい", "しん", "きよ", "ふみ", "すみれ", "りょう",
    "てつ",
  ]
  private static let endings = [
    "っち", "ぽん", "りん", "のすけ", "ママ", "パパ", "じい", "ばあ", "丸", "君", "工房", "の畑", "の日記", "の台所", "食堂", "文庫", "だより",
  ]
  private static let likes = [
    "納豆", "干し芋", "自転車", "焚き火", "古民家", "釣り", "海", "温泉", "そば", "犬", "猫", "水郡線", "銭湯", "陶器", "山歩き", "花火", "メロン", "パン", "畑",
    "サウナ",
    "鈍行", "渓流", "夕焼け", "図書館", "朝市", "縁側",
  ]
  private static let likers = [
    "だいすき", "好き", "大好き子", "めぐり", "部員", "見習い", "と暮らす", "日和", "一年生", "ひとり旅", "愛好会", "修行中", "びより", "のある暮らし",
  ]
  private static let joiners = ["と", "好きの", "派の", "を育てる", "の"]
  private static let romaji = [
    "mikan", "haru", "sora", "nagi", "yuzu", "kinako", "mocha", "umi", "rin", "tsumugi", "nao", "ken", "asahi", "kuri",
    "momo", "taro", "saki", "hina",
    "yama", "kaze", "hoshi", "mugi", "tabi", "koto", "nemo",
  ]
  private static let romajiEndings = [
    "_ibk", ".h", "_to", "chan", "_310", "no", "24", "_k", "maru", "_life", "_n", "77",
  ]
  private static let times = ["週末", "平日", "早朝", "真夜中の", "夕方", "雨の日", "たまに", "いつか", "毎朝", "休日"]
  private static let doers = [
    "ランナー", "農夫", "大工", "釣り師", "テレワーカー", "料理人", "写真部", "サーファー", "散歩人", "読書家", "バイク乗り", "移住者", "旅人", "キャンパー", "左官",
  ]
  private static let colours = [
    "青い", "白い", "小さな", "のんびり", "まんまる", "ひなたの", "北の", "うたたね", "はらぺこ", "ほろよい", "しましま", "あさやけ",
  ]
}
