extension StarterWords {
  static let insults = [
    StarterWord(
      "馬鹿", ["バカ", "ばか", "バ鹿", "ﾊﾞｶ", "baka", "莫迦"],
      except: ["馬鹿にでき", "馬鹿にな", "バカにな", "お馬鹿", "馬鹿貝", "バカ貝", "バカガイ", "ばかがい", "バカ売れ", "ばか正直", "バカ正直"]),
    StarterWord("阿呆", ["アホ", "あほ"], except: ["アホウドリ", "アホロートル"]),
    StarterWord("間抜け", ["まぬけ", "マヌケ", "間ぬけ"], except: ["隙間抜け", "仲間抜け", "すき間抜け", "人間抜け", "時間抜け", "間抜けん"]),
    StarterWord(
      "ブス", ["ぶす"], except: ["ブステーキ", "ブース", "ぶすっと"]),
    StarterWord("デブ", ["でぶ"], except: ["でぶん", "でぶち"]),
    StarterWord(
      "ハゲ", ["はげ"],
      except: ["ハゲワシ", "ハゲタカ", "ハゲイトウ", "ハゲブダイ", "はげ山", "ハゲ山", "ハゲラン", "カワハギ", "ハゲコウ"]),
    StarterWord(
      "クズ", ["くず", "屑野郎", "人間の屑", "人間のくず", "クズ野郎"],
      except: [
        "葛(クズ)", "クズ(葛)", "葛（くず）", "クズ餅", "くず餅", "くずもち", "クズもち", "くずは", "くずの葉", "くずを", "クズ肉", "クズ野菜", "鉄クズ", "紙クズ",
        "糸クズ", "木クズ", "パンクズ", "消しゴムのクズ",
      ]),
    StarterWord(
      "カス", ["カス野郎", "このカス", "カスども"],
      except: [
        "かすが", "カスガ", "かすみ", "カスミ", "かすか", "かすり", "かすを", "酒カス", "油カス", "かす漬", "カス漬", "カス汁", "コーヒーカス", "天カス", "揚げカス",
        "しぼりカス", "搾りカス", "耳カス", "消しカス", "絞りカス",
      ]),
    StarterWord("クソ野郎", ["くそ野郎", "クソったれ", "くそったれ", "糞野郎", "クソが"]),
    StarterWord("ゴミ人間", ["ごみ人間", "ゴミクズ", "ごみくず", "生ゴミ野郎"], except: ["ごみくずかご"]),
    StarterWord("キモい", ["きもい", "キモイ", "肝い", "kimoi"], except: ["やきもい", "焼きもい"]),
    StarterWord("ウザい", ["うざい", "ウザイ"]),
    StarterWord("黙れ", ["だまれ", "ダマレ", "damare"], except: ["ただまれ"]),
    StarterWord("老害", ["ろうがい"]),
    StarterWord("無能", ["むのう"], except: ["有無能", "無能登", "無能力"]),
    StarterWord("低能", ["ていのう"], except: ["最低能", "低能率"]),
    StarterWord("変態", ["へんたい", "ヘンタイ"], except: ["大変態", "完全変態", "不完全変態", "変態する", "変態を", "変態期", "変態点", "変態仮名"]),
  ].watched(
    .flag, .insult, ja: "人を傷つけるおそれのある言葉が含まれています。", en: "This contains words that may hurt someone.")

  static let contempt = [
    StarterWord("生きる価値ない", ["生きる価値がない", "生きてる価値ない", "生きてる価値がない", "存在価値ない"]),
    StarterWord("地獄に落ちろ", ["地獄に堕ちろ", "地獄へ落ちろ"]),
  ].watched(
    .hold, .insult, ja: "人を深く傷つけるおそれがあるため、確認してから表示します。",
    en: "This may hurt someone deeply and will be checked before it is shown.")

  static let discrimination = [
    StarterWord(
      "気違い", ["キチガイ", "きちがい", "気狂い", "基地外", "キ印"], except: ["電気違い", "天気違い", "勘違い", "基地外周", "基地外へ", "基地外に", "基地外の"]),
    StarterWord("ガイジ", ["がいじ", "池沼"], except: ["ガイジン", "がいじん"]),
    StarterWord("土人"), StarterWord("部落民"), StarterWord("支那人", ["シナ人"]),
    StarterWord("チョン公", ["ちょん公"]), StarterWord("乞食", ["こじき", "コジキ"], except: ["乞食行"]),
  ].watched(
    .hold, .discrimination, ja: "差別につながるおそれがあるため、確認してから表示します。",
    en: "This may discriminate against people and will be checked before it is shown.")

  static let profanity = [
    StarterWord("fuck", ["fucking", "fucker", "fuckyou"]), StarterWord("shit", ["bullshit", "shitty"]),
    StarterWord("bitch"), StarterWord("asshole"),
  ].watched(.mask, .insult, ja: "ののしりの言葉は伏せ字になります。", en: "Swear words are covered.")
}
