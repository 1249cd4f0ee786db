/// E-mail addresses: ＠, アットマーク, (at), ドット and spaces included.
enum MailAddresses {
  private static let ats = WordTable("(at) [at] {at} <at> (a) [a] あっとまーく あっと (あっと) [あっと] ★at★ (@) 【at】 【@】")
  private static let dots = WordTable("(dot) [dot] (.) [.] どっと (どっと) [どっと] 【dot】")
  private static let hosts = WordTable("gmail yahoo docomo ezweb softbank icloud hotmail outlook au じーめーる")

  static func scan(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    var place = 0
    while place < reader.count {
      guard let afterAt = at(reader, place), let local = localPart(reader, before: place),
        let end = domain(reader, from: reader.skipSpaces(afterAt))
      else {
        place += 1
        continue
      }
      hits.append(DetectorHit(kind: .email, utf8Range: reader.bytes(local..<end)))
      place = end
    }
    return hits
  }

  private static func at(_ reader: LightReader, _ place: Int) -> Int? {
    if [0x40, 0xFF20, 0xFE6B].contains(reader.scalar(place)) { return place + 1 }
    if let end = reader.matchAny(ats, at: place) { return end }
    guard reader.isSpace(place - 1), let end = reader.match(word, at: place), reader.isSpace(end) else { return nil }
    return end
  }

  private static let word = WordTable.fold("at")

  private static func localPart(_ reader: LightReader, before place: Int) -> Int? {
    var start = place
    while start > 0, reader.isSpace(start - 1), place - start < 2 { start -= 1 }
    let end = start
    while start > 0, reader.isLabelSign(start - 1) || [0x2E, 0x2B].contains(reader.scalar(start - 1)) { start -= 1 }
    return end - start >= 2 ? start : nil
  }

  /// At least one dot and an ending in letters, or a host everybody knows.
  private static func domain(_ reader: LightReader, from start: Int) -> Int? {
    var place = start
    var dotted = false
    var end: Int?
    while place < reader.count {
      let labelStart = place
      while reader.isLabelSign(place) { place += 1 }
      guard place > labelStart else { break }
      if dotted, place - labelStart >= 2, reader.isLatin(place - 1) { end = place }
      if !dotted, let known = reader.matchAny(hosts, at: labelStart), known == place { end = place }
      let next = reader.skipSpaces(place, most: 1)
      if [0x2E, 0xFF0E, 0x3002, 0x30FB].contains(reader.scalar(next)) {
        place = reader.skipSpaces(next + 1, most: 1)
      } else if let after = reader.matchAny(dots, at: next) {
        place = reader.skipSpaces(after, most: 1)
      } else {
        break
      }
      dotted = true
    }
    return end
  }
}
