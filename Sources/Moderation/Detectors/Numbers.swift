/// Number plates, My Numbers and signs that garble the display.
enum Numbers {
  private static let plateOffices = WordTable(
    "水戸 土浦 つくば 宇都宮 とちぎ 那須 群馬 前橋 高崎 大宮 川口 所沢 熊谷 春日部 越谷 千葉 成田 習志野 袖ヶ浦 野田 柏 品川 練馬 足立 八王子 多摩 横浜 川崎 湘南 相模 福島 会津 郡山 いわき 仙台 宮城"
  )

  /// 水戸 300 あ 12-34
  static func plates(_ reader: LightReader) -> [DetectorHit] {
    (0..<reader.count).compactMap { start in
      guard let named = reader.matchAny(plateOffices, at: start) else { return nil }
      var place = reader.skipSpaces(named)
      let classStart = place
      while reader.isDigit(place) || (place > classStart && reader.isLatin(place)) { place += 1 }
      guard (2...3).contains(place - classStart) else { return nil }
      place = reader.skipSpaces(place)
      guard reader.isHiragana(place) else { return nil }
      place = reader.skipSpaces(place + 1)
      var digits = 0
      while reader.isDigit(place) || [0x2D, 0x30FB, 0x2E, 0x30FC].contains(reader.scalar(place))
        || (digits > 0 && reader.isSpace(place))
      {
        if reader.isDigit(place) { digits += 1 }
        place += 1
        if digits == 4 { break }
      }
      return digits >= 2 ? DetectorHit(kind: .plate, utf8Range: reader.bytes(start..<place)) : nil
    }
  }

  /// Twelve digits with the check digit of 行政手続における特定の個人を識別するための番号 (総務省令第85号 第5条).
  static func myNumbers(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    var place = 0
    while place < reader.count {
      guard reader.isDigit(place), !reader.isDigit(place - 1) else {
        place += 1
        continue
      }
      var digits: [UInt32] = []
      var end = place
      while end < reader.count {
        if reader.isDigit(end) {
          digits.append(reader.scalar(end) - 0x30)
        } else if !(reader.isSpace(end) || reader.scalar(end) == 0x2D) || !reader.isDigit(end + 1) {
          break
        }
        end += 1
      }
      if digits.count == 12, isMyNumber(digits) {
        hits.append(DetectorHit(kind: .myNumber, utf8Range: reader.bytes(place..<end)))
      }
      place = max(end, place + 1)
    }
    return hits
  }

  static func isMyNumber(_ digits: [UInt32]) -> Bool {
    guard digits.count == 12 else { return false }
    var sum: UInt32 = 0
    for place in 1...11 { sum += digits[11 - place] * UInt32(place <= 6 ? place + 1 : place - 5) }
    let rest = sum % 11
    return digits[11] == (rest <= 1 ? 0 : 11 - rest)
  }

  private static let mostMarks = 4

  /// Marks piled on one letter, and signs that turn the direction of reading.
  static func disguises(_ utf8: UnsafeBufferPointer<UInt8>) -> [DetectorHit] {
    var marks = 0
    var place = 0
    var markStart = 0
    while place < utf8.count {
      let first = utf8[place]
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let end = min(utf8.count, place + length)
      if length == 3, end - place == 3, first == 0xE2 {
        let scalar =
          (UInt32(first & 0x0F) << 12) | (UInt32(utf8[place + 1] & 0x3F) << 6) | UInt32(utf8[place + 2] & 0x3F)
        if (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar) {
          return [DetectorHit(kind: .disguise, utf8Range: place..<end)]
        }
      }
      // U+0300 to U+036F and their like are two bytes from CC 80 to CD AF.
      if length == 2, first == 0xCC || first == 0xCD && end - place == 2 && utf8[place + 1] < 0xB0 {
        if marks == 0 { markStart = place }
        marks += 1
        if marks >= mostMarks { return [DetectorHit(kind: .disguise, utf8Range: markStart..<end)] }
      } else {
        marks = 0
      }
      place = end
    }
    return []
  }
}
