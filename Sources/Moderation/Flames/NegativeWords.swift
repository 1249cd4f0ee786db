/// Plain phrases that tell a bitter tone. They stop nothing: the engine counts the messages they are found in.
///
/// A list of our own: words that are harmless alone and telling in number. Insults proper are the starter rules' matter.
public enum NegativeWords {
  public static let all = judgements + demands + distrust + secondPerson + imperatives

  static let judgements = [
    "ひどい", "酷い", "ひどすぎ", "最低", "最悪", "ありえない", "あり得ない", "信じられない", "許せない", "許さない", "おかしいだろ", "おかしいでしょ",
    "ふざけ", "馬鹿にして", "呆れた", "あきれた", "呆れる", "がっかり", "情けない", "恥ずかしくないの", "恥を知れ", "非常識", "無責任", "不愉快", "不快だ",
    "不誠実", "うんざり", "いい加減にし", "論外", "失望した", "腹が立つ", "ムカつく", "気持ち悪い", "見損なった", "終わってる", "意味不明",
  ]
  static let demands = [
    "謝れ", "謝罪しろ", "謝罪して", "責任を取", "責任とれ", "説明しろ", "説明責任", "撤回しろ", "辞めろ", "辞任しろ", "やめさせろ", "クビにしろ", "返金しろ",
    "晒せ", "拡散希望", "炎上", "通報した", "通報しました", "抗議します", "訴えてやる", "二度と来", "二度と行か",
  ]
  static let distrust = [
    "税金の無駄", "税金泥棒", "無駄遣い", "ムダ遣い", "嘘つき", "うそつき", "嘘ばかり", "騙された", "だまされた", "詐欺だ", "隠蔽", "ごまかす", "ごまかし",
    "言い訳", "逃げるな", "やらせ", "出来レース", "癒着", "利権", "忖度", "お役所仕事", "上から目線",
  ]
  static let secondPerson = [
    "お前", "おまえ", "てめえ", "てめー", "貴様", "あんたら", "あんたは", "あんたが", "おまえら", "お前ら", "あなたのせい", "あんたのせい", "君のせい",
  ]
  static let imperatives = [
    "出て行け", "出ていけ", "帰れよ", "消えろ", "黙れ", "だまれ", "黙ってろ", "来るな", "調べてから言", "勉強しろ", "考えろよ", "いい加減にしろ", "ちゃんとしろ",
    "答えろ", "失せろ", "引っ込め", "恥を知",
  ]
}
