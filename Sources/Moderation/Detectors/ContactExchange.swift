import Folding

/// Moving to a messenger or swapping contacts: LINEのID, インスタのDM, カカオ交換, メアド教えて.
enum ContactExchange {
  /// Names of messengers as the light fold leaves them.
  private static let messengers = WordTable(
    "line らいん りね kakao かかお かかおとーく インスタ いんすたぐらむ insta instagram ついったー twitter x旧ツイッター discord でぃすこーど でぃすこ telegram てれぐらむ てれぐら signalアプリ しぐなるアプリ skype すかいぷ wechat うぃーちゃっと 微信 whatsapp わっつあっぷ facebook ふぇいすぶっく messenger tiktok てぃっくとっく 緑のアプリ 緑のやつ 青い鳥 黄色いアプリ snapchat すなちゃ zenly 斉藤さん カカオid viber ばいばー mixi みくしぃ zoomid"
  )
  /// What one does with them.
  private static let actions = WordTable(
    "id あいでぃ あいでぃー あいでい 交換 こうかん 追加 ついか dm でぃーえむ qr きゅーあーる 友達 ともだち 友だち 連絡先 れんらくさき 検索して けんさくして やりとり 教えて おしえて おせーて 聞いて 送って おくって 繋が つなが 個別に 個人的に 直接 交かん 登録して ふぉろー して話 で話 でお話 ではな で連絡 に連絡 やろう しよ おいで きて 待ってる"
  )
  /// Swaps that need no messenger's name.
  private static let swaps = WordTable(
    "連絡先交換 連絡先を交換 連絡先こうかん れんらくさき交換 れんらくさきこうかん 連絡先教えて 連絡先を教えて めあど交換 めあど教えて めあどを教えて めーるあどれす教えて めーるあどれすを教えて あどれす交換 電話番号教えて 電話番号を教えて 電話番号交換 番号交換 番号教えて 電番教えて id交換 idこうかん id教えて dmください dm下さい dmで連絡 dmちょうだい dm待って 個人的に連絡 直接連絡とりたい 直接連絡取りたい 裏で連絡 個別に連絡とりたい 個別に連絡取りたい らいんid lineid line交換 らいん交換"
  )
  private static let official = WordTable(
    "公式 こうしき 県の 市の 町の 村の 広報 スタンプ すたんぷ オープンチャット 通知 課の 窓口 防災 協会の お店の pay ペイ 事務局 ニュース マンガ まんが ゲーム 映え 投稿で見 で見た で見かけ")
  private static let reach = 10

  static func scan(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    var place = 0
    while place < reader.count {
      if let end = swap(reader, at: place) ?? messenger(reader, at: place) {
        hits.append(DetectorHit(kind: .contact, utf8Range: reader.bytes(place..<end)))
        place = end
      } else {
        place += 1
      }
    }
    return hits
  }

  private static func swap(_ reader: LightReader, at place: Int) -> Int? {
    guard let end = reader.matchAny(swaps, at: place) ?? directMessage(reader, at: place),
      standsFree(reader, place, end), !isOfficial(reader, place, end)
    else {
      return nil
    }
    return end
  }

  /// DM ください
  private static func directMessage(_ reader: LightReader, at place: Int) -> Int? {
    guard let end = reader.match(dm, at: place), !reader.isLatin(place - 1) else { return nil }
    return reader.matchAny(requests, at: reader.skipSpaces(end))
  }

  private static let dm = WordTable.fold("dm")
  private static let requests = WordTable("ください 下さい ちょうだい 送って 送る おくって して で話 で連絡 待って まって よろ 来て くれ おねがい お願い")

  private static func messenger(_ reader: LightReader, at start: Int) -> Int? {
    guard let named = reader.matchAny(messengers, at: start), standsFree(reader, start, named),
      !isOfficial(reader, start, named)
    else { return nil }
    let isKana = !reader.isLatin(start)
    var place = named
    let limit = min(reader.count, named + reach)
    while place <= limit {
      if let end = reader.matchAny(actions, at: place), wordEnds(reader, place, end) {
        return identity(reader, after: end) ?? end
      }
      // 新しいライン、交換駅は水戸
      if isKana, [0x3001, 0x3002, 0x2C, 0x2E].contains(reader.scalar(place)) { return nil }
      place += 1
    }
    return identity(reader, after: named)
  }

  /// オンライン, ラインナップ, outline: a part of a longer word.
  private static func standsFree(_ reader: LightReader, _ start: Int, _ end: Int) -> Bool {
    if reader.isLatin(start), reader.isLatin(start - 1) { return false }
    if reader.isLatin(end - 1), reader.isLatin(end), reader.matchAny(actions, at: end) == nil { return false }
    let isKatakana = reader.units[start].isKatakana
    if isKatakana, start > 0, reader.units[start - 1].isKatakana || reader.scalar(start - 1) == 0x30FC { return false }
    if isKatakana, end < reader.count, reader.units[end - 1].isKatakana, reader.units[end].isKatakana { return false }
    return true
  }

  private static func wordEnds(_ reader: LightReader, _ start: Int, _ end: Int) -> Bool {
    !(reader.isLatin(start) && (reader.isLatin(start - 1) && !endsMessenger(reader, start) || reader.isLatin(end)))
  }

  private static func endsMessenger(_ reader: LightReader, _ place: Int) -> Bool {
    (1...messengers.longest).contains { reader.matchAny(messengers, at: place - $0) == place }
  }

  private static func isOfficial(_ reader: LightReader, _ start: Int, _ end: Int) -> Bool {
    reader.contains(official, in: max(0, start - 8)..<min(reader.count, end + 6))
  }

  /// An id after a messenger's name: signs that no word has, within a few characters.
  private static func identity(_ reader: LightReader, after start: Int) -> Int? {
    var place = start
    while place < reader.count, place - start < 6, !reader.isLatin(place), !reader.isDigit(place) { place += 1 }
    let begin = place
    var hasSign = false
    while place < reader.count,
      reader.isLabelSign(place) || [0x2E, 0x2605, 0x2606, 0x40].contains(reader.scalar(place))
    {
      if !reader.isLatin(place) { hasSign = true }
      place += 1
    }
    return place - begin >= 4 && hasSign && reader.isLatin(begin) ? place : nil
  }
}
