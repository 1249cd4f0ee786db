import Community

/// The texts of the last minutes in the whole community and who wrote each, so that a copy-paste raid is noticed however
/// many rooms it is spread over.
///
/// Bounded: 4,096 texts with the last eight senders of each, about 1.5 MB at most; the oldest gives way. Looking up and adding take
/// the same short time whatever it holds.
struct CopyLedger {
  static let capacity = 4_096
  static let mostSenders = 8
  private static let slots = 32_768

  private struct Entry {
    let mark: TextMark
    var lastAt: Int64
    var lastSender: WrittenBefore
    /// Those before; mostly nobody.
    var others: [WrittenBefore] = []
  }

  private var entries: [Entry] = []
  private var next = 0
  /// By anchor: the number of an entry plus one in the low half, a part of the anchor in the high half. Later entries
  /// take the place of earlier ones.
  private var table = [UInt32](repeating: 0, count: slots)

  /// Counts a text and returns who else wrote it lately, the last one last, each once.
  mutating func note(_ sketch: TextSketch, by sender: WrittenBefore, at now: Int64) -> [WrittenBefore] {
    let mark = sketch.mark
    guard var found = find(sketch, mark) else {
      add(sketch, Entry(mark: mark, lastAt: now, lastSender: sender))
      return []
    }
    // What is written still does not give way to what is only newer.
    if (next + Self.capacity - found) % Self.capacity > Self.capacity / 2 { found = add(sketch, entries[found]) }
    var entry = entries[found]
    if abs(now - entry.lastAt) > BehaviourPolicy.raidWindow {
      entry.others.removeAll()
    } else {
      entry.others.append(entry.lastSender)
    }
    entry.others.removeAll { $0.author == sender.author }
    if entry.others.count == Self.mostSenders { entry.others.removeFirst() }
    entry.lastAt = now
    entry.lastSender = sender
    entries[found] = entry
    return entry.others
  }

  private func find(_ sketch: TextSketch, _ mark: TextMark) -> Int? {
    var found: Int?
    sketch.forEachAnchor { anchor in
      guard found == nil else { return }
      let slot = table[Self.slot(anchor)]
      guard slot != 0, slot >> 16 == Self.tag(anchor) else { return }
      let number = Int(slot & 0xFFFF) - 1
      if entries[number].mark.isSame(as: mark) { found = number }
    }
    return found
  }

  @discardableResult
  private mutating func add(_ sketch: TextSketch, _ entry: Entry) -> Int {
    if entries.count < Self.capacity { entries.append(entry) } else { entries[next] = entry }
    let place = next
    sketch.forEachAnchor { table[Self.slot($0)] = Self.tag($0) << 16 | UInt32(place + 1) }
    next = (next + 1) % Self.capacity
    return place
  }

  private static func slot(_ anchor: UInt64) -> Int { Int(anchor >> 49) }
  private static func tag(_ anchor: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: anchor >> 33) & 0xFFFF }
}
