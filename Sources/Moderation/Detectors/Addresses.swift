import Community

/// Where somebody lives: a prefecture or a municipality of Ibaraki, a name, and a house number.
enum Addresses {
  private static let places = WordTable(
    (Prefecture.all.map(\.label.ja).filter { $0.count > 2 } + Municipality.all.map(\.label.ja)).joined(separator: " "))
  private static let publicPlaces = WordTable(
    "市役所 役場 県庁 庁舎 図書館 公園 駅 会館 センター ホール 公民館 美術館 博物館 病院 学校 小学校 中学校 高校 大学 神社 寺 店 カフェ 食堂 レストラン ホテル 旅館 道の駅 会場 体育館 海岸 キャンプ場 市場 工場 直売所 保育園 幼稚園 事務所 支所"
  )
  private static let endings: Set<Character> = ["町", "丁", "字", "村", "区", "番", "目"]
  private static let particles: Set<Character> = ["で", "に", "は", "を", "が", "と", "も", "へ", "、", "。"]
  private static let longestName = 14

  static func scan(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    for start in 0..<reader.count {
      guard let named = reader.matchAny(places, at: start), let end = houseNumber(reader, after: named) else {
        continue
      }
      if let last = hits.last, reader.bytes(start..<end).lowerBound < last.utf8Range.upperBound { continue }
      let around = max(0, start - 12)..<min(reader.count, end + 12)
      guard !reader.contains(publicPlaces, in: around) else { continue }
      hits.append(DetectorHit(kind: .address, utf8Range: reader.bytes(start..<end)))
    }
    return hits
  }

  /// The end of 笠原町978-6, 大工町1丁目2番3号 or 字原100番地.
  private static func houseNumber(_ reader: LightReader, after start: Int) -> Int? {
    var place = start
    while place < reader.count, place - start <= longestName, !reader.isDigit(place) {
      guard reader.isKanji(place) || reader.isHiragana(place) || reader.isSpace(place) || reader.scalar(place) == 0x30FC
      else { return nil }
      place += 1
    }
    guard place > start, reader.isDigit(place), let before = reader.character(place - 1), !particles.contains(before)
    else {
      return nil
    }
    var end = place
    var parts = 1
    while end < reader.count {
      if reader.isDigit(end) {
        end += 1
      } else if isJoint(reader, end), reader.isDigit(end + 1) {
        parts += 1
        end += 1
      } else if let unit = reader.matchAny(units, at: end) {
        parts += 1
        end = unit
        if !reader.isDigit(end) { break }
      } else {
        break
      }
    }
    return parts > 1 ? end : nil
  }

  private static let units = WordTable("丁目 番地 番 号 号室 の")

  private static func isJoint(_ reader: LightReader, _ place: Int) -> Bool {
    [0x2D, 0x30FC, 0x2010, 0x2212, 0x2015, 0x2014, 0x2013, 0x306E].contains(reader.scalar(place))
  }
}
