/// Kanji taken to pieces: タヒ for 死, 言乍 for 詐. The pieces are what stands side by side, or under each other, in print.
enum SplitKanji {
  static func variants(of phrase: String) -> [Variant] {
    let letters = Array(phrase)
    var variants: [Variant] = []
    var whole = [""]
    for (place, letter) in letters.enumerated() {
      let pieces = pieces[letter] ?? []
      for piece in pieces {
        var spelled = letters.map(String.init)
        spelled[place] = piece
        variants.append(Variant(spelled.joined(), .splitKanji))
      }
      whole = whole.flatMap { text in (pieces.isEmpty ? [String(letter)] : pieces).map { text + $0 } }
      if whole.count > 16 { whole = Array(whole.prefix(16)) }
    }
    return variants + whole.filter { $0 != phrase }.map { Variant($0, .splitKanji) }
  }

  private static let pieces: [Character: [String]] = {
    let table = """
      死 タヒ 歹匕 夕匕 一夕匕 歹ヒ 夕ヒ|殺 メ木殳 杀殳 乂木殳|詐 言乍|欺 其欠|鹿 广比|消 氵肖 シ肖 さんずい肖|黙 黒犬 里犬|老 耂匕|無 無|能 厶月匕匕
      低 イ氐 亻氐|売 士冖儿 士ワル|春 三人日 夫日 𡗗日|援 扌爰 才爰 手爰|交 六乂 六メ 亠父|麻 广林 广木木|醒 酉星|剤 斉刂 斉リ 文リ|変 亦夂
      態 能心|狂 犭王 けもの王|闇 門音|痴 疒知|漢 氵莫|女 くノ一 くの一|男 田力|好 女子|加 力口 カロ|知 矢口|外 タト 夕卜|化 イヒ 亻匕
      枯 木古|糞 米異|嫌 女兼|奴 女又|侮 亻毎 イ毎|辱 辰寸|障 阝章|害 宀口|劣 少力|盗 次皿|裸 衤果 ネ果|性 忄生 りっしんべん生|賭 貝者
      薬 艹楽 サ楽|銃 金充|爆 火暴|刺 朿刂 束リ|斬 車斤|焼 火尭|潰 氵貴|呪 口兄|憎 忄曽|怖 忄布|邪 牙阝|魔 麻鬼|悪 亜心|罰 四言リ|犯 犭巳
      脅 力力力月|恐 工凡心|喝 口曷|詰 言吉|罵 四馬|詐 言乍|偽 亻為 イ為|嘘 口虚|吐 口土|叫 口丩|唾 口垂|頭 豆頁|脳 月凶 月ツ凶|腐 府肉
      臭 自大|醜 酉鬼|鬼 田儿厶|畜 玄田|豚 月豕|猿 犭袁|猫 犭苗|獣 犬|蛆 虫且|虫 中ム|地 土也|獄 犭言犬|乞 𠂉乙|貧 分貝|賤 貝戔|奸 女干
      姦 女女女|淫 氵爫壬|妊 女壬|娼 女昌|嬢 女襄|妻 十ヨ女|嫁 女家|婚 女昏|裏 亠里|金 人王|銭 金戔|稼 禾家|投 扌殳 才殳|打 扌丁 才丁
      抜 扌友 才友|拷 扌考|捨 扌舎|押 扌甲|振 扌辰|揉 扌柔|殴 区殳|毒 龶母|滅 氵烕|浮 氵孚|泣 氵立|沈 氵冘|活 氵舌 シ舌|法 氵去|治 氵台
      """
    var pieces: [Character: [String]] = [:]
    for entry in table.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
      let parts = entry.split(separator: " ").map(String.init)
      guard let letter = parts.first?.first, parts.count > 1 else { continue }
      pieces[letter] = parts.dropFirst().filter { $0 != String(letter) && $0.count > 1 }
    }
    return pieces
  }()
}
