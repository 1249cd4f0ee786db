extension Automaton {
  /// Builds from coded patterns, none empty. About linear in their total length.
  init(patterns: [[Int]], alphabetSize: Int) {
    var builder = Builder(patterns: patterns, alphabetSize: alphabetSize)
    builder.build()
    self.slots = builder.slots
    self.rootChildren = builder.rootChildren
    self.ends = builder.slots.indices.map { builder.ends[Int32($0)] ?? 0..<0 }
    self.patterns = builder.order
  }

  /// Places states breadth first, so that the states a failure leads to are there before those that fail to them.
  private struct Builder {
    /// A state still to be expanded: the patterns that share its path.
    struct Pending {
      let state: Int32
      let depth: Int
      let patterns: Range<Int>
    }

    let patterns: [[Int]]
    /// Pattern numbers sorted by their codes: those with a common beginning are neighbours.
    let order: [Int]
    var slots = [Slot(base: 0, check: 0)]
    var rootChildren: [Int32]
    var ends: [Int32: Range<Int32>] = [:]
    private var pending: [Pending] = []
    /// Where the search for free slots begins; everything before is nearly full.
    private var firstFree = 1

    init(patterns: [[Int]], alphabetSize: Int) {
      self.patterns = patterns
      self.order = patterns.indices.sorted { patterns[$0].lexicographicallyPrecedes(patterns[$1]) }
      self.rootChildren = Array(repeating: Automaton.root, count: alphabetSize)
    }

    mutating func build() {
      pending = [Pending(state: Automaton.root, depth: 0, patterns: order.indices)]
      var place = 0
      while place < pending.count {
        expand(pending[place])
        place += 1
      }
    }

    private mutating func expand(_ parent: Pending) {
      let children = children(of: parent)
      guard !children.isEmpty else { return }
      let base = place(children.map(\.code), of: parent.state)
      for child in children {
        let state = base + Int32(child.code)
        slots[Int(state)].fail = parent.depth == 0 ? Automaton.root : failure(of: parent.state, by: child.code)
        if parent.depth == 0 { rootChildren[child.code] = state }
        let ending = child.patterns.prefix { patterns[order[$0]].count == parent.depth + 1 }
        if !ending.isEmpty { ends[state] = Int32(ending.startIndex)..<Int32(ending.endIndex) }
        slots[Int(state)].output = ending.isEmpty ? slots[Int(slots[Int(state)].fail)].output : state
        pending.append(Pending(state: state, depth: parent.depth + 1, patterns: child.patterns))
      }
    }

    private func children(of parent: Pending) -> [(code: Int, patterns: Range<Int>)] {
      var children: [(code: Int, patterns: Range<Int>)] = []
      for place in parent.patterns {
        let codes = patterns[order[place]]
        guard codes.count > parent.depth else { continue }
        let code = codes[parent.depth]
        if let last = children.last, last.code == code {
          children[children.count - 1].patterns = last.patterns.lowerBound..<place + 1
        } else {
          children.append((code, place..<place + 1))
        }
      }
      return children
    }

    /// The state of the longest proper suffix of `state` followed by `code`.
    private func failure(of state: Int32, by code: Int) -> Int32 {
      var suffix = slots[Int(state)].fail
      while suffix != Automaton.root {
        let slot = Int(slots[Int(suffix)].base) + code
        if slot < slots.count, slots[slot].check == suffix { return Int32(slot) }
        suffix = slots[Int(suffix)].fail
      }
      return rootChildren[code]
    }

    /// Finds a base at which all `codes` (ascending) fall on free slots, and takes them.
    private mutating func place(_ codes: [Int], of parent: Int32) -> Int32 {
      var tries = 0
      var candidate = max(firstFree, codes[0] + 1)
      while !codes.allSatisfy({ isFree(candidate - codes[0] + $0) }) {
        candidate += 1
        tries += 1
        // Crowded beginnings are given up, so that building stays linear at the price of some empty slots.
        if tries > 256 {
          firstFree = max(firstFree, candidate - 128)
          tries = Int.min
          candidate = max(candidate, slots.count)
        }
      }
      let base = candidate - codes[0]
      let needed = base + (codes.last ?? 0) + 1
      if needed > slots.count { slots.append(contentsOf: repeatElement(Slot(), count: needed - slots.count)) }
      for code in codes { slots[base + code].check = parent }
      slots[Int(parent)].base = Int32(base)
      return Int32(base)
    }

    private func isFree(_ slot: Int) -> Bool { slot >= slots.count || slots[slot].check < 0 }
  }
}
