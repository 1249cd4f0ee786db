import Folding

/// What everybody says to everybody: thanks, greetings, agreement. Many people write it at once, word for word, and mean
/// it.
enum SmallTalk {
  /// Letters beside it that make a text worth comparing.
  static let leastOther = 10

  /// Whether a text is nothing but such phrases and a few letters more.
  static func isAll(_ text: String) -> Bool {
    let letters = ModerationFold.fold(text).map(\.scalar)
    var other = 0
    var place = 0
    while place < letters.count {
      if let length = phrase(in: letters, at: place) {
        place += length
      } else {
        other += 1
        if other >= leastOther { return false }
        place += 1
      }
    }
    return true
  }

  private static func phrase(in letters: [UInt32], at place: Int) -> Int? {
    guard let candidates = phrases[letters[place]] else { return nil }
    return candidates.first { letters[place...].starts(with: $0) }?.count
  }

  /// By first letter, the longest first.
  private static let phrases: [UInt32: [[UInt32]]] = {
    let list = """
      ありがとうございました ありがとうございます ありがとう 有難うございます 有り難うございます どうも 本当に ほんとうに とても すごく 本日は 今日は 今日も 明日も
      こちらこそ よろしくお願いいたします よろしくお願い致します よろしくお願いします 宜しくお願いいたします 宜しくお願いします よろしくおねがいします よろしく お願いします
      お疲れ様でした お疲れさまでした おつかれさまでした お疲れ様です お疲れさまです おつかれさまです お疲れ様 おつかれさま 皆さん みなさん 皆様 みなさま
      おはようございます おはよう こんにちは こんばんは はじめまして 初めまして おやすみなさい おめでとうございます おめでとう いらっしゃい ようこそ
      わかります わかりました 分かりました 分かります 了解しました 了解です 承知しました 承知いたしました なるほど そうですね そうですか そうなんですね そうなんですか
      そうでしたか 確かに たしかに いいですね いいですよね 良いですね 素敵ですね すてきですね すごいですね すごい 楽しみです 楽しみにしています 楽しみにしております 楽しみ
      嬉しいです うれしいです 楽しかったです 勉強になりました 参考になりました 助かりました 頑張ってください がんばってください 頑張りましょう 応援しています 応援してます
      お待ちしています お待ちしております また 次も 次回も ぜひ 是非 最高です 最高 きれいですね 美味しそう おいしそう 失礼します 失礼いたします お世話になります
      お世話になりました はい いいえ うん ええ です ます ました ね よ 私も わたしも 僕も こちら 参加します 参加しました 行きたいです 行ってみたいです
      お話できて お話し出来て お話しできて 話せて 楽しい 時間 貴重な 色々 いろいろ 教えていただき 教えて下さり 教えてくださり 聞けて 良かったです よかったです
      """
    let folded = list.split(whereSeparator: \.isWhitespace).map { ModerationFold.fold(String($0)).map(\.scalar) }
      .filter { !$0.isEmpty }
    return Dictionary(grouping: folded) { $0[0] }.mapValues { $0.sorted { $0.count > $1.count } }
  }()
}
