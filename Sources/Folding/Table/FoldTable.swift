/// What every Unicode scalar becomes when folded: two stages of 256-entry pages over shared records.
///
/// Built once per process from the generated data; immutable afterwards.
struct FoldTable: Sendable {
  static let shared = FoldTable(base64: FoldTableData.base64)

  /// What the table says of one scalar.
  struct Record: Sendable {
    /// Length of `search` that means "the scalar itself".
    static let identity: UInt8 = 255

    /// The search fold: a place in the pool and a length. Decomposed, so that composition afterwards is exact.
    let searchPlace: UInt16
    let searchLength: UInt8
    /// The letter this one looks like; 0 when none.
    let lookalike: UInt16
    /// Canonical combining class.
    let combiningClass: UInt8
    let scalarClass: ScalarClass
    /// The moderation fold: what kind of scalar this is, and the units it becomes.
    let kind: ScalarKind
    let unitsPlace: UInt16
    let unitsLength: UInt8
    let flags: FoldFlags
    let script: Script
  }

  /// Two scalars that canonical composition joins.
  struct Composition: Sendable {
    let first: UInt32
    let second: UInt32
    let composed: UInt32
  }

  private let pageOf: [UInt16]
  private let recordOf: [UInt16]
  private let records: [Record]
  let pool: [UInt32]
  /// Sorted by first, then second.
  private let compositions: [Composition]

  subscript(scalar: UInt32) -> Record {
    let page = Int(pageOf[Int(scalar >> 8)])
    return records[Int(recordOf[page << 8 | Int(scalar & 0xFF)])]
  }

  /// The scalars `scalar` becomes in the search fold, given its record.
  func forEachSearchScalar(of scalar: UInt32, _ record: Record, _ body: (UInt32) -> Void) {
    if record.searchLength == Record.identity { return body(scalar) }
    let place = Int(record.searchPlace)
    for index in place..<place + Int(record.searchLength) { body(pool[index]) }
  }

  /// The canonical composition of a pair (Unicode 15, §3.11), if there is one.
  func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = Hangul.compose(first, second) { return syllable }
    var (low, high) = (0, compositions.count)
    while low < high {
      let middle = (low + high) / 2
      let pair = compositions[middle]
      if (pair.first, pair.second) < (first, second) { low = middle + 1 } else { high = middle }
    }
    guard low < compositions.count else { return nil }
    let pair = compositions[low]
    return pair.first == first && pair.second == second ? pair.composed : nil
  }
}

/// Composition of Hangul syllables is arithmetic (Unicode 15, §3.12).
private enum Hangul {
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
      return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    if (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(second) {
      return first + (second - 0x11A7)
    }
    return nil
  }
}

extension FoldTable {
  /// Reads the sections `bin/generate-folding` writes. A test compares their sizes and a sum with what was written.
  init(base64: StaticString) {
    var reader = Base64Reader(base64)
    let counts = (0..<5).map { _ in Int(reader.uint32()) }
    self.pageOf = (0..<counts[0]).map { _ in reader.uint16() }
    self.recordOf = (0..<counts[1] * 256).map { _ in reader.uint16() }
    self.records = (0..<counts[2]).map { _ in
      let (searchPlace, lookalike, unitsPlace) = (reader.uint16(), reader.uint16(), reader.uint16())
      let flags = FoldFlags(rawValue: reader.uint16())
      let (searchLength, combiningClass) = (reader.byte(), reader.byte())
      let scalarClass = ScalarClass(rawValue: reader.byte())
      let unitsLength = reader.byte()
      return Record(
        searchPlace: searchPlace, searchLength: searchLength, lookalike: lookalike, combiningClass: combiningClass,
        scalarClass: scalarClass, kind: ScalarKind(rawValue: reader.byte()) ?? .symbol, unitsPlace: unitsPlace,
        unitsLength: unitsLength, flags: flags, script: Script(rawValue: reader.byte()) ?? .other)
    }
    self.pool = (0..<counts[3]).map { _ in reader.uint32() }
    self.compositions = (0..<counts[4]).map { _ in
      Composition(first: reader.uint32(), second: reader.uint32(), composed: reader.uint32())
    }
  }
}
