/// Other kanji of the same sound: 詩ね, 肝い, 病みバイト. Looked for only where nothing touches them when they are short, for
/// each of these kanji is an ordinary one.
enum Homophones {
  /// From this many sounds on, a phrase with one part in a strange kanji is not met by chance.
  private static let safeLength = 5

  static func variants(of kana: String?) -> [Variant] {
    guard let kana, kana.count >= 2 else { return [] }
    let sounds = Array(kana)
    var variants: [Variant] = []
    for start in sounds.indices {
      for length in 1...3 where start + length <= sounds.count {
        let kanji = kanjiOf[String(sounds[start..<start + length])] ?? []
        for letter in kanji {
          let text = String(sounds[..<start]) + letter + String(sounds[(start + length)...])
          guard text.count > 1 || length > 1 else { continue }
          variants.append(
            Variant(text, .homophone, edges: kana.count >= safeLength ? .word : .alone, from: .aggressive))
        }
      }
    }
    return variants
  }

  private static let kanjiOf: [String: [String]] = {
    let table = """
      し 詩 氏 市 志 師 士 支 誌 史 視 紙 四 歯 詞 資 試|ね 根 寝 音 値 年 子|き 木 気 機 黄 着 来 記 器|こ 子 粉 個 湖|ろ 炉 路 露
      か 化 可 火 花 科 歌 家 課 蚊|ば 場 馬 婆 葉|く 句 苦 区 九|ず 図 頭|す 酢 巣 素|だ 打 駄 蛇|ま 間 魔 真 麻|れ 例 礼|ぬ 奴|け 毛 家
      ころ 頃 転|きも 肝 気持|やみ 病み 病 止み|かす 粕 滓 貸す|くず 屑 葛|はげ 禿 剥げ 励|くそ 糞 九十|あほ 阿呆 亜歩|ぶす 部酢|でぶ 出部
      うざ 兎座|えん 円 縁 炎 園 演 塩|こう 光 公 高 校 航 行|きえ 帰依 木枝|たば 束|ばか 場科 婆化|がい 害 街 外 貝|じ 児 字 時 地
      きち 基地 吉|ちが 血が|ろう 労 浪 牢|むの 無野|のう 脳 農 濃|てい 定 底 亭|しょう 障 商|しね 死根|ころす 頃す 殺素
      """
    var found: [String: [String]] = [:]
    for entry in table.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
      let parts = entry.split(separator: " ").map(String.init)
      if let sound = parts.first { found[sound] = Array(parts.dropFirst()) }
    }
    return found
  }()
}
