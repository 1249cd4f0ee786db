/// Small talk of the calendar and the clock.
enum DemoSeasons {
  /// Sentences for a month, each complete.
  static func remark(month: Int, using random: inout SplitMix64) -> String {
    let list = remarks[month - 1]
    return list[random.below(list.count)]
  }

  /// A greeting of the hour, or nothing.
  static func greeting(_ time: JapanTime, using random: inout SplitMix64) -> String {
    guard random.chance(0.5) else { return "" }
    switch time.hour {
    case 5..<11: return "おはようございます。"
    case 11..<18: return "こんにちは。"
    default: return "こんばんは。"
    }
  }

  /// How one speaks of the last free day: 今日, 昨日, 先週末 …
  static func lastOccasion(_ time: JapanTime, using random: inout SplitMix64) -> String {
    switch time.weekday {
    case 6: time.hour >= 14 ? "今日" : "先週末"
    case 0: time.hour >= 14 && random.chance(0.5) ? "今日" : "昨日"
    case 1: random.chance(0.5) ? "昨日" : "週末"
    case 2, 3: random.chance(0.5) ? "この前の日曜" : "週末"
    default: random.chance(0.5) ? "先週末" : "先日"
    }
  }

  /// How one speaks of the next free days.
  static func nextWeekend(_ time: JapanTime, using random: inout SplitMix64) -> String {
    switch time.weekday {
    case 1...4: random.chance(0.5) ? "今週末" : "今度の土曜"
    case 5: random.chance(0.5) ? "今週末" : "明日"
    case 6: random.chance(0.5) ? "明日" : "来週末"
    default: random.chance(0.5) ? "来週末" : "次の土曜"
    }
  }

  /// A Saturday or Sunday one to four weeks ahead.
  static func comingDate(_ time: JapanTime, using random: inout SplitMix64) -> String {
    let saturday = time.dayNumber + (6 - time.weekday) + 7 * (1 + random.below(3))
    return JapanTime(dayNumber: saturday + random.below(2)).date
  }

  private static let remarks = [
    [
      "朝の霜が真っ白です。", "空気が澄んでいる季節ですね。", "日の出が遅くて、朝がなかなか始まりません。",
      "こたつから出られない日が続いています。", "寒の内らしい冷え込みです。",
    ],
    [
      "梅の便りが届き始めましたね。", "日差しだけは、もう春のようです。", "風は冷たいけれど、日が少し長くなりました。",
      "沈丁花のつぼみがふくらんでいます。", "花粉の気配がしてきました。",
    ],
    [
      "日ごとに春めいてきましたね。", "ひばりの声が聞こえるようになりました。", "三寒四温とは、よく言ったものです。",
      "菜の花があちこちで咲いています。", "桜のつぼみが気になる毎日です。",
    ],
    [
      "田んぼに水が入り始めました。", "新緑が目にやさしい季節です。", "風がやわらかくなりました。",
      "カエルの合唱が始まりました。", "たけのこをいただく季節ですね。",
    ],
    [
      "田植えが終わって、水面に空が映っています。", "窓を開けて過ごせる、いちばんいい季節です。", "麦の穂が色づいてきました。",
      "ツバメが忙しそうに飛んでいます。", "日中は汗ばむくらいになりました。",
    ],
    [
      "雨の合間の青空がうれしいです。", "あじさいが雨に似合いますね。", "ホタルの話を聞く季節になりました。",
      "洗濯物の乾かない日が続きます。", "田んぼの緑が濃くなりました。",
    ],
    [
      "朝から蝉がにぎやかです。", "日が落ちると、やっと息がつけますね。", "とうもろこしのおいしい季節です。",
      "入道雲がきれいです。", "暑いですね、みなさんお元気ですか。",
    ],
    [
      "夕方の風に、少しだけ秋を感じました。", "今日も暑い一日でした。", "ひぐらしの声を聞きながら書いています。",
      "夏の終わりは、なぜかさびしいですね。", "早い田んぼでは、稲穂が頭を下げています。",
    ],
    [
      "稲刈りの音が聞こえてきます。", "朝晩がしのぎやすくなりました。", "彼岸花が咲き始めました。",
      "虫の声がにぎやかな夜です。", "梨のおいしい季節ですね。",
    ],
    [
      "金木犀の香りがしてきました。", "空が高くなりましたね。", "新米の季節がうれしいです。",
      "日が短くなりました。", "朝の空気がきりっとしてきました。",
    ],
    [
      "木々の色がいい具合です。", "朝晩が冷えてきましたね。", "夕方の5時で、もう真っ暗です。",
      "干し芋の季節が近づいてきました。", "落ち葉をはくのが日課になりました。",
    ],
    [
      "吐く息が白くなりました。", "今年もあとわずかですね。", "筑波おろしが吹く季節になりました。",
      "日だまりがありがたいです。", "星がよく見える夜が続いています。",
    ],
  ]
}
