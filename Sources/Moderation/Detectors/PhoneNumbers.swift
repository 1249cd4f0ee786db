/// Telephone numbers as people disguise them: 〇九〇, ①②③, ゼロキュウゼロ, O9O, 090の1234の5678, a digit a line.
struct PhoneNumbers {
  let policy: DetectorPolicy

  /// One digit and the places it was read from.
  private struct Digit {
    let value: Character
    let places: Range<Int>
    let isSpoken: Bool
    /// Whether something stands between it and the digit before.
    let beginsGroup: Bool
  }

  func scan(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    var place = 0
    while place < reader.count {
      let run = digits(reader, from: place)
      guard let last = run.last else {
        place += 1
        continue
      }
      if let found = number(in: run, reader) {
        hits.append(DetectorHit(kind: .phone, utf8Range: reader.bytes(found)))
        place = found.upperBound
      } else {
        place = max(place + 1, last.places.upperBound)
      }
    }
    return hits
  }

  /// The shortest number has ten.
  static let fewestDigits = 10

  /// Whether a spoken digit may begin with this letter.
  static func maySpeak(_ scalar: UInt32) -> Bool { spoken.mayBegin(scalar) }

  // MARK: - Digits in a row

  private static let (o, i, l): (UInt32, UInt32, UInt32) = (0x6F, 0x69, 0x6C)
  private static let longestRun = 40
  private static let widestGap = 3
  /// Numbers as they are said, the longer of two with one beginning first.
  private static let spokenValues: [(word: [UInt32], value: Character)] = [
    ("ぜろ", "0"), ("れい", "0"), ("まる", "0"), ("いち", "1"), ("さん", "3"), ("よん", "4"), ("ろく", "6"), ("なな", "7"), ("しち", "7"),
    ("はち", "8"), ("きゅう", "9"), ("きゅー", "9"), ("に", "2"), ("ご", "5"), ("し", "4"), ("く", "9"), ("zero", "0"),
    ("ichi", "1"),
    ("san", "3"), ("yon", "4"), ("roku", "6"), ("nana", "7"), ("hachi", "8"), ("kyuu", "9"), ("kyu", "9"), ("ni", "2"),
    ("go", "5"),
  ].map { (WordTable.fold($0.0), $0.1) }
  private static let spoken = WordTable(spokenValues.map(\.word))
  private static let joints = WordTable("の のあと の後 、次は 次は から ー つぎは")

  private func digits(_ reader: LightReader, from start: Int) -> [Digit] {
    var run: [Digit] = []
    var place = start
    while run.count < Self.longestRun {
      var next = place
      var isApart = false
      if !run.isEmpty {
        next = skipJoint(reader, place)
        isApart = next > place
      }
      guard let digit = digit(reader, at: next, after: run.last, beginsGroup: isApart || run.isEmpty) else { break }
      run.append(digit)
      place = digit.places.upperBound
    }
    return run
  }

  private func digit(_ reader: LightReader, at place: Int, after last: Digit?, beginsGroup: Bool) -> Digit? {
    guard place < reader.count else { return nil }
    func made(_ value: Character, _ end: Int) -> Digit {
      Digit(value: value, places: place..<end, isSpoken: false, beginsGroup: beginsGroup || last?.isSpoken == true)
    }
    if reader.isDigit(place), let value = reader.character(place) { return made(value, place + 1) }
    switch reader.scalar(place) {
    case Self.o where reader.isDigit(place + 1) || (last != nil && !reader.isLatin(place + 1)):
      return made("0", place + 1)
    case Self.i where last != nil && reader.isDigit(place + 1), Self.l where last != nil && reader.isDigit(place + 1):
      return made("1", place + 1)
    default: break
    }
    guard let end = reader.matchAny(Self.spoken, at: place),
      let value = Self.spokenValues.first(where: { reader.match($0.word, at: place) == end })?.value
    else { return nil }
    // 5678に電話: a spoken number does not go on where a written one ends.
    return Digit(value: value, places: place..<end, isSpoken: true, beginsGroup: beginsGroup || last?.isSpoken == false)
  }

  /// What may stand between two digits: a few signs, spaces, a line end, の.
  private func skipJoint(_ reader: LightReader, _ start: Int) -> Int {
    if let joint = reader.matchAny(Self.joints, at: start) { return reader.skipSpaces(joint) }
    var place = start
    while place < reader.count, place - start < Self.widestGap, !reader.isLatin(place), !reader.isDigit(place),
      !reader.isKanji(place), !reader.isHiragana(place)
    {
      if [0x5186, 0xA5, 0x25, 0x24].contains(reader.scalar(place)) { return start }
      place += 1
    }
    return place
  }

  // MARK: - What is a number

  private func number(in run: [Digit], _ reader: LightReader) -> Range<Int>? {
    for start in run.indices where run[start].beginsGroup {
      if start > 0, !run[start].beginsGroup { continue }
      for length in [11, 10] where start + length <= run.count {
        let part = run[start..<start + length]
        if start + length < run.count, !run[start + length].beginsGroup { continue }
        if isPhone(part, reader), let last = part.last { return run[start].places.lowerBound..<last.places.upperBound }
      }
      if let found = foreign(run[start...], reader) { return found }
    }
    return nil
  }

  /// +81 90 1234 5678
  private func foreign(_ run: ArraySlice<Digit>, _ reader: LightReader) -> Range<Int>? {
    guard let first = run.first, reader.scalar(first.places.lowerBound - 1) == 0x2B, run.count >= 11 else { return nil }
    let text = String(run.map(\.value))
    guard text.hasPrefix("81"), let last = run.prefix(12).last else { return nil }
    return first.places.lowerBound - 1..<last.places.upperBound
  }

  private func isPhone(_ part: ArraySlice<Digit>, _ reader: LightReader) -> Bool {
    let text = String(part.map(\.value))
    let isMobile = text.count == 11 && ["050", "060", "070", "080", "090"].contains(String(text.prefix(3)))
    let isFixed = text.count == 10 && text.first == "0" && text.dropFirst().first != "0"
    guard isMobile || isFixed, Set(text).count > 2 else { return false }
    let spoken = part.count(where: \.isSpoken)
    // に and し are words; a number is spoken from end to end.
    if spoken > 0, spoken < part.count - 2, !isMobile { return false }
    guard let first = part.first, let last = part.last else { return false }
    // 1.0901234567 and 0901234567.8 are numbers of another kind.
    if reader.isDigit(first.places.lowerBound - 1) || reader.isLatin(first.places.lowerBound - 1) { return false }
    return !isPublic(text, isMobile: isMobile, before: first.places.lowerBound, after: last.places.upperBound, reader)
  }

  private static let desks = WordTable(
    "市役所 町役場 村役場 役場 県庁 窓口 課 係 センター 事務局 問い合わせ 問合せ 問合わせ 代表 案内所 観光協会 公民館 図書館 会館 保健所 消防 警察 病院 支所 本庁 相談 予約 ホテル 旅館 店")
  private static let own = WordTable("私 わたし 僕 ぼく 俺 おれ 自宅 うちの 家電 実家 個人")

  private func isPublic(_ text: String, isMobile: Bool, before: Int, after: Int, _ reader: LightReader) -> Bool {
    if policy.publicNumbers.contains(text) { return true }
    if text.hasPrefix("0120") || text.hasPrefix("0570") || text.hasPrefix("0800") { return true }
    if text.hasPrefix("029301") { return true }
    guard !isMobile else { return false }
    let around = max(0, before - 25)..<min(reader.count, after + 10)
    return reader.contains(Self.desks, in: around) && !reader.contains(Self.own, in: around)
  }
}
