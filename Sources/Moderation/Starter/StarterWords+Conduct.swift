extension StarterWords {
  static let sexual = [
    StarterWord("セックス", ["エッチしよ", "せっくす"], except: ["サセックス", "エセックス", "ドルセックス", "ユニセックス"]),
    StarterWord("まんこ", ["マンコ", "おまんこ"], except: ["マンコカパック"]),
    StarterWord("ちんこ", ["チンコ", "ちんぽ", "チンポ", "おちんちん"], except: ["パチンコ", "ぱちんこ"]),
    StarterWord("うんこ", ["ウンコ"]),
    StarterWord("オナニー", ["おなにー"]), StarterWord("フェラチオ"), StarterWord("中出し"), StarterWord("ヤリマン", ["やりまん"]),
  ].watched(
    .mask, .sexual, ja: "性的な言葉や下品な言葉は伏せ字になります。", en: "Sexual and vulgar words are covered.", showsPhrase: false)

  static let solicitation = [
    StarterWord("援交", ["援助交際", "えんこう", "円光"], except: ["支援交", "応援交", "後援交", "声援交"]),
    StarterWord("パパ活", ["ぱぱ活", "ぱぱかつ", "p活", "ママ活"]),
    StarterWord("売春", ["ばいしゅん"]),
    StarterWord("出会い系", ["であいけい", "出会系"]),
    StarterWord("ライン交換", ["LINE交換", "らいん交換", "ラインこうかん", "LINEこうかん"], except: ["オンライン交換", "ラインライン交換"]),
    StarterWord("カカオ交換", ["インスタ交換", "連絡先交換しよ", "連絡先こうかん"]),
    StarterWord("裏垢", ["うらあか"]),
    StarterWord("児童ポルノ", ["チャイルドポルノ"]),
  ].watched(
    .hold, .solicitation, ja: "出会いや連絡先の交換を目的とした投稿は、確認してから表示します。",
    en: "Posts that seek to meet or to exchange contacts are checked before they are shown.")

  static let crime =
    [
      StarterWord("闇バイト", ["やみバイト", "ヤミバイト", "闇ばいと", "病みバイト", "裏バイト"]),
      StarterWord("覚醒剤", ["かくせいざい", "シャブ漬け", "覚せい剤"]),
      StarterWord("大麻", ["マリファナ"], except: ["大麻比古", "大麻神社", "大麻山", "大麻駅", "大麻町", "大麻生"]),
      StarterWord("受け子", ["出し子", "うけ子", "叩き案件"]),
      StarterWord("即金案件", ["高額バイト", "ホワイト案件", "裏案件"]),
      StarterWord("口座売買", ["口座買取", "口座買います"]),
    ].watched(
      .hold, .crime, ja: "違法な行為につながるおそれがあるため、確認してから表示します。",
      en: "This may lead to illegal acts and will be checked before it is shown.")
    + [StarterWord("詐欺", ["さぎ師", "言乍欺"])].watched(
      .flag, .crime, ja: "詐欺に関する言葉が含まれています。", en: "This contains words about fraud.")
}
