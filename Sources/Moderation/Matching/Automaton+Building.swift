extension Automaton {
  /// Patterns as codes, one after another: an array for each of a hundred thousand would cost more than the building.
  struct CodedPatterns {
    fileprivate var codes: [UInt16] = []
    /// Where each pattern begins, and where the last ends.
    fileprivate var starts = [0]

    var count: Int { starts.count - 1 }

    init(_ patterns: [[Int]] = []) {
      for pattern in patterns { append(pattern) }
    }

    /// - Parameter pattern: not empty; codes below 65,536.
    mutating func append(_ pattern: some Sequence<Int>) {
      for code in pattern { codes.append(UInt16(truncatingIfNeeded: code)) }
      starts.append(codes.count)
    }

    fileprivate func length(_ pattern: Int) -> Int { starts[pattern + 1] - starts[pattern] }
    fileprivate func code(_ pattern: Int, _ depth: Int) -> Int { Int(codes[starts[pattern] + depth]) }

    fileprivate func precedes(_ one: Int, _ other: Int) -> Bool {
      let (first, second) = (starts[one], starts[other])
      let (firstLength, secondLength) = (length(one), length(other))
      for depth in 0..<min(firstLength, secondLength) {
        let (left, right) = (codes[first + depth], codes[second + depth])
        if left != right { return left < right }
      }
      return firstLength != secondLength ? firstLength < secondLength : one < other
    }
  }

  /// Builds from coded patterns, none empty. About linear in their total length.
  init(patterns: CodedPatterns, alphabetSize: Int) {
    var builder = Builder(patterns: patterns, alphabetSize: alphabetSize)
    builder.build()
    self.slots = builder.slots
    self.rootChildren = builder.rootChildren
    self.ends = builder.ends
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

    /// A letter that follows a state, and the patterns that go on with it.
    struct Child {
      let code: Int
      var patterns: Range<Int>
    }

    let patterns: CodedPatterns
    /// Pattern numbers sorted by their codes: those with a common beginning are neighbours.
    let order: [Int]
    var slots = [Slot(base: 0, check: 0)]
    var rootChildren: [Int32]
    var ends: [Range<Int32>] = [0..<0]
    private var pending: [Pending] = []
    /// The children of the state that is being expanded.
    private var children: [Child] = []
    /// Where the search for free slots begins; everything before is nearly full.
    private var firstFree = 1

    init(patterns: CodedPatterns, alphabetSize: Int) {
      self.patterns = patterns
      self.order = (0..<patterns.count).sorted { patterns.precedes($0, $1) }
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
      findChildren(of: parent)
      guard !children.isEmpty else { return }
      let base = placeChildren(of: parent.state)
      for child in children {
        let state = base + Int32(child.code)
        slots[Int(state)].fail = parent.depth == 0 ? Automaton.root : failure(of: parent.state, by: child.code)
        if parent.depth == 0 { rootChildren[child.code] = state }
        var ending = child.patterns.lowerBound
        while ending < child.patterns.upperBound, patterns.length(order[ending]) == parent.depth + 1 { ending += 1 }
        let ends = Int32(child.patterns.lowerBound)..<Int32(ending)
        self.ends[Int(state)] = ends
        slots[Int(state)].output = ends.isEmpty ? slots[Int(slots[Int(state)].fail)].output : state
        pending.append(Pending(state: state, depth: parent.depth + 1, patterns: child.patterns))
      }
    }

    private mutating func findChildren(of parent: Pending) {
      children.removeAll(keepingCapacity: true)
      for place in parent.patterns where patterns.length(order[place]) > parent.depth {
        let code = patterns.code(order[place], parent.depth)
        if let last = children.indices.last, children[last].code == code {
          children[last].patterns = children[last].patterns.lowerBound..<place + 1
        } else {
          children.append(Child(code: code, patterns: place..<place + 1))
        }
      }
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

    /// Finds a base at which all children (ascending) fall on free slots, and takes them.
    private mutating func placeChildren(of parent: Int32) -> Int32 {
      let first = children[0].code
      var tries = 0
      var candidate = max(firstFree, first + 1)
      while !fits(candidate - first) {
        candidate += 1
        tries += 1
        // Crowded beginnings are given up, so that building stays linear at the price of some empty slots.
        if tries > 256 {
          firstFree = max(firstFree, candidate - 128)
          tries = Int.min
          candidate = max(candidate, slots.count)
        }
      }
      let base = candidate - first
      let needed = base + children[children.count - 1].code + 1
      if needed > slots.count {
        slots.append(contentsOf: repeatElement(Slot(), count: needed - slots.count))
        ends.append(contentsOf: repeatElement(0..<0, count: needed - ends.count))
      }
      for child in children { slots[base + child.code].check = parent }
      slots[Int(parent)].base = Int32(base)
      return Int32(base)
    }

    private func fits(_ base: Int) -> Bool {
      for child in children {
        let slot = base + child.code
        if slot < slots.count, slots[slot].check >= 0 { return false }
      }
      return true
    }
  }
}
