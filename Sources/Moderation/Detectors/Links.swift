/// Links and what people write so that no machine sees one: hxxp, h t t p, example(dot)net, example。net.
struct Links {
  let policy: DetectorPolicy

  /// The longest first.
  private static let schemes = ["https", "hxxps", "http", "hxxp", "ftp"].map(WordTable.fold)
  private static let dots = WordTable("(dot) [dot] {dot} <dot> (.) [.] {.} (どっと) [どっと] どっと 【どっと】 【.】 (点)")
  /// Endings of names that people pass around; others are words with a full stop inside.
  private static let endings = Set(
    "com net org jp info biz io me tv link site online top shop club app dev cc ly gl gg to be co us uk cn kr tw ru eu xyz work page store blog live fun icu vip pro mobi asia tokyo osaka moe la sh st ws in gd is am fm xxx"
      .split(separator: " ").map(String.init))
  /// RFC 1035 §2.3.4, with room for spaces; a longer chain of dots is no name, and must not cost more than its length.
  private static let longestName = 300
  /// Under these only governments are registered (JPRS, attribute and geographic type names).
  private static let governmental = ["lg.jp", "go.jp", "pref.ibaraki.jp"]

  func scan(_ reader: LightReader) -> [DetectorHit] {
    var hits: [DetectorHit] = []
    var place = 0
    while place < reader.count {
      if let found = schemeLink(reader, at: place) ?? bareDomain(reader, at: place) {
        if !found.isTrusted { hits.append(DetectorHit(kind: .url, utf8Range: reader.bytes(place..<found.end))) }
        place = max(place + 1, found.end)
      } else if isNameSign(reader, place) {
        // A name, dots included, is looked at from its beginning only: its tail would be refused for the same reason.
        place = max(place + 1, name(reader, from: place).end)
      } else {
        place += 1
      }
    }
    return hits
  }

  private struct Found {
    let end: Int
    let isTrusted: Bool
  }

  // MARK: - With a scheme

  private func schemeLink(_ reader: LightReader, at start: Int) -> Found? {
    guard !reader.isLatin(start - 1), let afterScheme = spelled(reader, at: start) else { return nil }
    var place = reader.skipSpaces(afterScheme)
    guard reader.scalar(place) == 0x3A || reader.scalar(place) == 0xFF1A else { return nil }
    place = reader.skipSpaces(place + 1)
    guard isSlash(reader, place) else { return nil }
    place = reader.skipSpaces(place + 1)
    if isSlash(reader, place) { place = reader.skipSpaces(place + 1) }
    let (host, end) = name(reader, from: place)
    guard !host.isEmpty else { return Found(end: place, isTrusted: false) }
    return Found(end: end, isTrusted: isTrusted(host, reader, after: end, hasOddSpelling: afterScheme - start > 5))
  }

  /// The end of a scheme, however its letters are spaced.
  private func spelled(_ reader: LightReader, at start: Int) -> Int? {
    guard reader.isLatin(start) else { return nil }
    for scheme in Self.schemes {
      var place = start
      var fits = true
      for (index, letter) in scheme.enumerated() {
        if index > 0 { place = reader.skipSpaces(place, most: 2) }
        guard reader.scalar(place) == letter else {
          fits = false
          break
        }
        place += 1
      }
      if fits { return place }
    }
    return nil
  }

  private func isSlash(_ reader: LightReader, _ place: Int) -> Bool {
    reader.scalar(place) == 0x2F || reader.scalar(place) == 0x5C
  }

  // MARK: - Without one

  private func bareDomain(_ reader: LightReader, at start: Int) -> Found? {
    guard isNameSign(reader, start), !isNameSign(reader, start - 1) else { return nil }
    let (host, end) = name(reader, from: start)
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, Self.endings.contains(String(last)),
      labels.allSatisfy({ !$0.isEmpty }),
      labels.dropLast().contains(where: { $0.contains(where: \.isLetter) }), reader.scalar(start - 1) != 0x40
    else { return nil }
    return Found(end: end, isTrusted: isTrusted(host, reader, after: end, hasOddSpelling: false))
  }

  /// A host's name from `start`, with every dot as a dot; and where it ends.
  private func name(_ reader: LightReader, from start: Int) -> (host: String, end: Int) {
    var host = ""
    var place = start
    var end = start
    while place < reader.count, place - start <= Self.longestName {
      if isNameSign(reader, place), let sign = reader.character(place) {
        host.append(sign)
        place += 1
        end = place
      } else if !host.isEmpty, !host.hasSuffix("."), let next = dot(reader, at: place) {
        host.append(".")
        place = next
      } else if reader.scalar(place) == 0x40 {
        // user@host: what stands before the sign only looks like the host.
        host = ""
        place += 1
      } else {
        break
      }
    }
    return (host.hasSuffix(".") ? String(host.dropLast()) : host, end)
  }

  /// The place after a dot and before a further label.
  private func dot(_ reader: LightReader, at start: Int) -> Int? {
    let place = reader.skipSpaces(start, most: 1)
    let after: Int? =
      switch reader.scalar(place) {
      case 0x2E, 0xFF0E, 0x2024, 0x3002, 0xFF61, 0x30FB, 0x2022, 0xB7: place + 1
      default: reader.matchAny(Self.dots, at: place) ?? spacedDot(reader, place, start)
      }
    guard let after else { return nil }
    let label = reader.skipSpaces(after, most: 1)
    // A full stop and a space end a sentence.
    if reader.scalar(place) == 0x2E, label > after || place > start { return spacedEnding(reader, label) ? label : nil }
    return isNameSign(reader, label) ? label : nil
  }

  /// "example dot net"
  private func spacedDot(_ reader: LightReader, _ place: Int, _ start: Int) -> Int? {
    guard place > start, let end = reader.match(Self.dotWord, at: place), reader.isSpace(end) else { return nil }
    return end
  }

  private static let dotWord = WordTable.fold("dot")

  /// example . com: only before a known ending that nothing follows.
  private func spacedEnding(_ reader: LightReader, _ place: Int) -> Bool {
    var end = place
    while isNameSign(reader, end) { end += 1 }
    return end > place && ["com", "net", "jp", "org", "xyz", "info"].contains(reader.text(place..<end))
  }

  private func isNameSign(_ reader: LightReader, _ place: Int) -> Bool { reader.isLabelSign(place) }

  // MARK: - Trust

  private func isTrusted(_ host: String, _ reader: LightReader, after end: Int, hasOddSpelling: Bool) -> Bool {
    // https://www.pref.ibaraki.jp@evil.example: the true host comes after the sign.
    guard !hasOddSpelling, reader.scalar(end) != 0x40 else { return false }
    let trusted = Self.governmental + policy.trustedDomains
    return trusted.contains { host == $0 || host.hasSuffix("." + $0) } || isIbarakiTown(host)
  }

  /// city.tsukuba.ibaraki.jp and its like, which only the city may register.
  private func isIbarakiTown(_ host: String) -> Bool {
    let labels = host.split(separator: ".").suffix(4)
    guard labels.count == 4, labels.suffix(2).elementsEqual(["ibaraki", "jp"]), let kind = labels.first else {
      return false
    }
    return ["city", "town", "vill"].contains(kind)
  }
}
