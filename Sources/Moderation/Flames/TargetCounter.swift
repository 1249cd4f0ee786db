/// The most-hit target of the last ten minutes or so, found with eight counters (space-saving, decayed every minute).
struct TargetCounter: Hashable, Codable, Sendable {
  private struct Slot: Hashable, Codable, Sendable {
    var target: FlameTarget
    var count: Double
    /// What the slot inherited from the target it replaced; never credited to its own target.
    var inherited: Double
  }

  private static let capacity = 8
  /// A minute's decay: hits weigh ten minutes in all.
  private static let decay = 0.9

  private var slots: [Slot] = []
  /// All hits, decayed alike.
  private(set) var total = 0.0

  /// The target with the most hits of its own, and how many.
  var leader: (target: FlameTarget, count: Double)? {
    slots.max { $0.count - $0.inherited < $1.count - $1.inherited }.map { ($0.target, $0.count - $0.inherited) }
  }

  mutating func hit(_ target: FlameTarget) {
    total += 1
    var least = 0
    for index in slots.indices {
      if slots[index].target == target {
        slots[index].count += 1
        return
      }
      if slots[index].count < slots[least].count { least = index }
    }
    if slots.count < Self.capacity {
      slots.append(Slot(target: target, count: 1, inherited: 0))
    } else {
      let inherited = slots[least].count
      slots[least] = Slot(target: target, count: inherited + 1, inherited: inherited)
    }
  }

  mutating func passMinute() {
    total *= Self.decay
    for index in slots.indices {
      slots[index].count *= Self.decay
      slots[index].inherited *= Self.decay
    }
    slots.removeAll { $0.count < 0.1 }
  }
}
