/// Phrases in which no watched word is meant, whatever the list: names, foods, plants, animals and turns of speech that
/// contain one. They cover a hit only when they contain it wholly.
public enum InnocentPhrases {
  public static let all = (plants + foods + animals + science + places + speech + grammar).flatMap {
    $0.split(separator: " ").map(String.init)
  }

  private static let plants = [
    "くず餅 くずもち クズもち クズ餅 葛餅 くず湯 くずきり くず粉 くず切り くずまんじゅう くず饅頭 くずあん くずの葉 クズの葉 葛(クズ) 葛（クズ） クズ(葛) 葛（くず） くずの花 クズの花",
    "大麻比古 大麻生 大麻町 大麻駅 大麻山 大麻神社 大麻止乃豆乃天神社 ハゲイトウ はげいとう 木くず パンくず 糸くず 紙くず 鉄くず おがくず 消しくず 野菜くず くず野菜 星くず 藻くず くず米 くず鉄 くず入れ くずかご くず箱",
  ]

  private static let foods = [
    "酒かす 酒カス 油かす 油カス 天かす 天カス 揚げかす 揚げカス かす漬 カス漬 かす汁 カス汁 しぼりかす 搾りかす 絞りかす コーヒーかす コーヒーカス 粕汁",
    "やきもい 焼きもい かすうどん 食べかす 耳かす 消しかす 削りかす 残りかす 燃えかす かすてら そばかす かすみ草 バカ貝 ばか貝 バカガイ ばかがい 馬鹿貝",
  ]

  private static let animals = [
    "ハゲワシ ハゲタカ ハゲコウ ハゲブダイ カワハギ はげ山 ハゲ山 はげ鷹 アホウドリ あほうどり アホロートル ウザンガクル"
  ]

  private static let science = [
    "完全変態 不完全変態 変態仮名 変態期 変態点 変態温度 相変態 過変態 無変態 変態する昆虫 大変態度 電気違い 天気違い 大気違い 元気違い 電気違反 有無能 無能登 無能力 殺風景 相殺 自殺点 殺陣"
  ]

  private static let places = [
    "かすが かすみがうら かすみ かすかべ 春日 かすり かすか 隙間抜け すき間抜け 仲間抜け 人間抜け 時間抜け 空間抜け 期間抜け 中間抜け 支援交流 支援交換 支援交付 応援交流 応援交換 後援交流 救援交通 オンライン交換 ホットライン交換 ガイドライン交換",
    "がいじん ガイジン 老害虫 出会い系統 ただまれ 消えろうそく",
  ]

  private static let speech = [
    "馬鹿にな 馬鹿になら ばかにな バカにな 馬鹿にでき ばかにでき バカにでき 馬鹿売れ ばか売れ バカ売れ 馬鹿正直 ばか正直 バカ正直 馬鹿力 ばか力 バカ力 親馬鹿 親ばか 親バカ 馬鹿騒ぎ ばか騒ぎ バカ騒ぎ お馬鹿 おバカ おばか 馬鹿馬鹿し ばかばかし バカバカし 馬鹿らし ばからし バカらし ばかり",
    "クソ暑い クソ寒い くそ暑い くそ寒い くそ真面目 クソ真面目 必死ね 死ねない 死ねなく 死ねなか 死ねません 死ねる 消えろう 大間抜け 黙れない 虫を殺す 息を殺す 声を殺す 味を殺す 持ち味を殺す 殺し文句 良さを殺す 個性を殺す 犬死ね",
  ]

  /// Ends of verbs and other words of grammar, in which short words of slang (シマ, スケ) stand by chance. Most sentences have
  /// one, and need not be divided by a dictionary for it.
  private static let grammar = [
    "します しました しません しましょ しまう しまい しまっ しまえ しまお ですけ ますけ ましたけ ませんけ だけど たくさん そのまま このまま あのまま"
  ]
}
