/// Finds every occurrence of many patterns in one pass over coded letters (Aho and Corasick, 1975).
///
/// A double array: the child of state `s` by code `c` is slot `base[s] + c` if that slot's `check` is `s`. One probe is
/// one cache line. Transitions of the root have a table of their own, since most letters begin there.
struct Automaton: Sendable {
  struct Slot: Sendable {
    /// Where the children of this state begin.
    var base: Int32 = 0
    /// The parent of this state; -1 for a free slot.
    var check: Int32 = -1
    /// The state of the longest proper suffix; 0 for the root.
    var fail: Int32 = 0
    /// The nearest state, this one included, at which patterns end; -1 for none.
    var output: Int32 = -1
  }

  static let root: Int32 = 0

  let slots: [Slot]
  let rootChildren: [Int32]
  /// By state: the range in `patterns` of those that end exactly there; empty for most.
  let ends: [Range<Int32>]
  let patterns: [Int]

  var stateCount: Int { slots.count { $0.check >= 0 } + 1 }

  /// The state after reading `code`, which must be below the alphabet's count.
  @inline(__always)
  func next(_ state: Int32, _ code: Int) -> Int32 {
    var state = state
    while state != Self.root {
      let slot = Int(slots[Int(state)].base) + code
      if slot < slots.count, slots[slot].check == state { return Int32(truncatingIfNeeded: slot) }
      state = slots[Int(state)].fail
    }
    return rootChildren[code]
  }

  /// Calls `body` with every pattern that ends at `state`, the longest first.
  func forEachPattern(at state: Int32, _ body: (Int) -> Void) {
    var output = slots[Int(state)].output
    while output > Self.root {
      for place in ends[Int(output)] { body(patterns[Int(place)]) }
      output = slots[Int(slots[Int(output)].fail)].output
    }
  }

  @inline(__always)
  func hasOutput(_ state: Int32) -> Bool { slots[Int(state)].output > Self.root }
}
