extension StarterWords {
  static let threats = [
    StarterWord(
      "死ね",
      ["しね", "シネ", "氏ね", "タヒね", "歹匕ね", "4ね", "死んでくれ", "氏んでくれ", "タヒんでくれ", "4んでくれ", "死んじまえ", "死にさらせ"],
      except: [
        "必死ね", "瀕死ね", "決死ね", "急死ね", "即死ね", "脳死ね", "仮死ね", "死ねない", "死ねなく", "死ねなか", "死ねる",
        "彼氏ね", "某氏ね", "両氏ね", "同氏ね", "氏ねえ", "たのしね", "よしね", "もしね", "はしね", "にしね",
      ]),
    StarterWord(
      "殺す", ["ころす", "コロス", "頃す", "56す", "5ロす", "korosu", "殺してやる", "ぶっ殺", "ぶっころ"],
      except: suruVerbs + ["殺す虫", "虫を殺す", "菌を殺す", "息を殺す", "声を殺す", "気配を殺す", "感情を殺す", "ころすけ", "コロスケ"]),
    StarterWord("くたばれ", ["クタバレ", "kutabare", "くたばっちまえ"]),
    StarterWord("消えろ", ["きえろ", "キエロ", "kiero", "消え失せろ"], except: ["消えろうそく"]),
    StarterWord("爆破してやる", ["爆破予告", "爆破するぞ"]),
    StarterWord("刺してやる", ["刺すぞ", "さしてやる"]),
  ].watched(
    .block, .threat, ja: "命や体をおびやかす言葉は投稿できません。", en: "Words that threaten someone's life or body cannot be posted.")

  static let selfHarm = [
    StarterWord(
      "自殺", ["じさつ"], except: ["自殺対策", "自殺予防", "自殺防止", "自殺点", "自殺総合"]),
    StarterWord("死にたい", ["しにたい", "タヒにたい", "氏にたい"], except: ["必死にたい"]),
    StarterWord("リストカット", ["リスカ"]),
  ].watched(
    .flag, .selfHarm, ja: "つらいときは、よりそいホットライン（0120-279-338）に相談できます。",
    en: "If you are in distress, the Yorisoi Hotline (0120-279-338) will listen.")

  /// 〜殺する: verbs made of a compound, in which 殺す is not a word.
  private static let suruVerbs = [
    "悩殺", "忙殺", "黙殺", "相殺", "抹殺", "毒殺", "自殺", "暗殺", "射殺", "刺殺", "撲殺", "絞殺", "虐殺", "惨殺", "銃殺", "薬殺",
    "屠殺", "謀殺", "焼殺", "轢殺", "斬殺", "圧殺", "併殺", "捕殺", "笑殺", "減殺", "封殺", "故殺", "他殺", "挟殺", "補殺", "重殺",
  ].map { $0 + "す" }
}
