/// Writes units into a caller's buffer, one scalar at a time. Holds what the next scalar may still change.
struct UnitWriter {
  private let units: UnsafeMutableBufferPointer<FoldedUnit>
  private let table: FoldTable
  private(set) var count = 0
  private(set) var didOverflow = false
  /// Whether a sign was met that may hide a letter.
  private(set) var sawMask = false
  /// Whether a scalar was dropped: a mark on a letter, or an invisible one.
  private(set) var sawOddSign = false
  private let keepsMasks: Bool

  /// What stands between the last unit and the next.
  private var gap: Gap = []
  /// The gap before a plain space that was just read: a mark after it belongs to the letter before (NFKC of ゛).
  private var gapBeforeSpace: Gap?
  /// @ or $ after a gap: becomes a letter if a Latin letter follows directly.
  private var pendingLeet: (letter: UInt32, start: UInt32, end: UInt32, gapBefore: Gap)?
  /// What the last letter did, so that a voicing mark can take it back.
  private var last = LastLetter()

  private struct LastLetter {
    enum Effect { case none, newUnit, repeated }
    var effect = Effect.none
    var start: UInt32 = 0
    var flags: FoldFlags = []
    var script = Script.none
    /// The unit as it was before being repeated.
    var endBefore: UInt32 = 0
    var flagsBefore: FoldFlags = []
  }

  init(units: UnsafeMutableBufferPointer<FoldedUnit>, table: FoldTable, keepsMasks: Bool) {
    self.units = units
    self.table = table
    self.keepsMasks = keepsMasks
  }

  mutating func add(_ scalar: UInt32, start: UInt32, end: UInt32) {
    let record = table[scalar]
    if record.kind == .letter { return addLetter(scalar, record, start: start, end: end) }
    if record.kind == .ignored {
      sawOddSign = true
      return
    }
    let spaced = gapBeforeSpace
    gapBeforeSpace = nil
    switch record.kind {
    case .letter, .ignored: break
    case .newline: add(gap: .newline)
    case .space:
      let before = gap
      add(gap: .space)
      gapBeforeSpace = before
    case .clause: add(gap: .clause)
    case .symbol: add(gap: .symbol)
    case .mask:
      sawMask = true
      if keepsMasks {
        addUnit(FoldedUnit.mask, flags: [], script: .none, start: start, end: end)
      } else {
        add(gap: .mask)
      }
    case .voicing, .halfVoicing:
      // ゛ is a space and a combining mark to NFKC: it joins the letter before, across that one space.
      let isSpaced = record.flags.contains(.voicing)
      if !isSpaced, let spaced { gap = spaced }
      addMark(record, isSpaced: isSpaced || spaced != nil, end: end)
    case .prolong: addProlong(end: end)
    case .iteration: addIteration(start: start, end: end)
    case .expansion:
      gapBeforeSpace = spaced
      let place = Int(record.unitsPlace)
      for index in place..<place + Int(record.unitsLength) { add(table.pool[index], start: start, end: end) }
    case .leetSymbol: addLeet(scalar, start: start, end: end)
    case .hangul: addHangul(scalar, start: start, end: end)
    case .kanjiOne: addUnit(scalar, flags: [], script: .kanji, start: start, end: end)
    }
  }

  // MARK: - Letters

  @inline(__always)
  private mutating func addLetter(_ scalar: UInt32, _ record: FoldTable.Record, start: UInt32, end: UInt32) {
    gapBeforeSpace = nil
    if record.unitsLength == FoldTable.Record.identity {
      return addUnit(scalar, flags: record.flags, script: record.script, start: start, end: end)
    }
    let place = Int(record.unitsPlace)
    if record.flags.contains(.small), prolongs(with: table.pool[place]) {
      return extendLast(to: end, with: .prolonged)
    }
    for index in place..<place + Int(record.unitsLength) {
      addUnit(table.pool[index], flags: record.flags, script: record.script, start: start, end: end)
    }
  }

  private mutating func addUnit(_ scalar: UInt32, flags: FoldFlags, script: Script, start: UInt32, end: UInt32) {
    if script == .latin { settleLeet() }
    pendingLeet = nil
    if script == .katakana { settleKanjiOne() }
    if count > 0, gap.isEmpty, units[count - 1].scalar == scalar {
      last = LastLetter(
        effect: .repeated, start: start, flags: flags, script: script, endBefore: units[count - 1].end,
        flagsBefore: units[count - 1].flags)
      repeatLast(to: end, with: flags)
      return
    }
    guard count < units.count else {
      didOverflow = true
      return
    }
    units.initializeElement(
      at: count, to: FoldedUnit(scalar: scalar, start: start, end: end, flags: flags, gap: gap, script: script))
    count += 1
    gap = []
    last = LastLetter(effect: .newUnit, start: start, flags: flags, script: script)
  }

  private mutating func addHangul(_ scalar: UInt32, start: UInt32, end: UInt32) {
    let index = scalar - 0xAC00
    addUnit(0x1100 + index / 588, flags: [], script: .other, start: start, end: end)
    addUnit(0x1161 + index % 588 / 28, flags: [], script: .other, start: start, end: end)
    if index % 28 != 0 { addUnit(0x11A7 + index % 28, flags: [], script: .other, start: start, end: end) }
  }

  // MARK: - What changes the unit before it

  /// True for a small vowel that only draws out the kana before it: しぃ.
  private func prolongs(with scalar: UInt32) -> Bool {
    guard count > 0, gap.isEmpty, scalar <= 0x304A else { return false }
    return Kana.vowel(units[count - 1].scalar) == Kana.vowel(scalar)
  }

  private mutating func addProlong(end: UInt32) {
    guard count > 0, gap.isEmpty, Kana.isHiragana(units[count - 1].scalar) else { return add(gap: .symbol) }
    extendLast(to: end, with: .prolonged)
  }

  private mutating func addIteration(start: UInt32, end: UInt32) {
    guard count > 0, gap.isEmpty else { return add(gap: .symbol) }
    let unit = units[count - 1]
    last = LastLetter(
      effect: .repeated, start: start, flags: .iterated, script: unit.script, endBefore: unit.end,
      flagsBefore: unit.flags)
    repeatLast(to: end, with: .iterated)
  }

  private mutating func addMark(_ record: FoldTable.Record, isSpaced: Bool, end: UInt32) {
    guard count > 0, gap.isEmpty, last.effect != .none,
      let (scalar, flags) = composed(units[count - 1].scalar, by: record.kind)
    else { return add(gap: .symbol) }
    let added = flags.union(record.flags).union(isSpaced ? .voicing : [])
    if last.effect == .repeated {
      units[count - 1].run -= 1
      units[count - 1].end = last.endBefore
      units[count - 1].flags = last.flagsBefore
      addUnit(scalar, flags: last.flags.union(added), script: last.script, start: last.start, end: end)
    } else {
      units[count - 1].scalar = scalar
      units[count - 1].flags.formUnion(added)
      units[count - 1].end = end
      mergeLastTwo()
    }
    last.effect = .none
  }

  private func composed(_ scalar: UInt32, by kind: ScalarKind) -> (scalar: UInt32, flags: FoldFlags)? {
    kind == .voicing ? Kana.voiced(scalar) : Kana.halfVoiced(scalar).map { ($0, []) }
  }

  /// A unit that became equal to the one before it is that one, repeated.
  private mutating func mergeLastTwo() {
    guard count > 1, units[count - 1].gap.isEmpty, units[count - 2].scalar == units[count - 1].scalar else { return }
    let merged = units[count - 1]
    count -= 1
    repeatLast(to: merged.end, with: merged.flags)
  }

  private mutating func repeatLast(to end: UInt32, with flags: FoldFlags) {
    if units[count - 1].run < .max { units[count - 1].run += 1 }
    extendLast(to: end, with: flags, keepingEffect: true)
  }

  private mutating func extendLast(to end: UInt32, with flags: FoldFlags, keepingEffect: Bool = false) {
    units[count - 1].end = end
    units[count - 1].flags.formUnion(flags)
    if !keepingEffect { last.effect = .none }
  }

  /// 一 between two katakana was a prolonged sound.
  private mutating func settleKanjiOne() {
    guard count > 1, gap.isEmpty, units[count - 1].scalar == 0x4E00, units[count - 1].gap.isEmpty,
      units[count - 2].script == .katakana
    else { return }
    let end = units[count - 1].end
    count -= 1
    extendLast(to: end, with: [.prolonged, .lookalike])
  }

  // MARK: - Gaps

  private mutating func add(gap added: Gap) {
    gap.formUnion(added)
    pendingLeet = nil
  }

  private mutating func addLeet(_ scalar: UInt32, start: UInt32, end: UInt32) {
    let letter: UInt32 = scalar == 0x40 ? 0x61 : 0x73
    if count > 0, gap.isEmpty, units[count - 1].script == .latin {
      return addUnit(letter, flags: .leet, script: .latin, start: start, end: end)
    }
    let before = gap
    add(gap: .symbol)
    pendingLeet = (letter, start, end, before)
  }

  private mutating func settleLeet() {
    guard let leet = pendingLeet else { return }
    pendingLeet = nil
    gap = leet.gapBefore
    addUnit(leet.letter, flags: .leet, script: .latin, start: leet.start, end: leet.end)
  }
}
