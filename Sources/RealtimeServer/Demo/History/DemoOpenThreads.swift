import Community

/// Threads with comments to come, ordered by the next comment's moment (a binary heap over reused places).
struct DemoOpenThreads: Sendable {
  struct Entry: Sendable {
    var thread: DemoThread
    /// The post's place in the sequence.
    let post: Int
    /// Comments to come.
    var remaining: Int
  }

  private struct Due: Comparable, Sendable {
    let at: Timestamp
    let post: Int
    let slot: Int

    static func < (left: Due, right: Due) -> Bool { (left.at, left.post) < (right.at, right.post) }
  }

  private var entries: [Entry] = []
  private var free: [Int] = []
  private var heap: [Due] = []

  var earliest: Timestamp? { heap.first?.at }
  var count: Int { heap.count }

  subscript(slot: Int) -> Entry {
    get { entries[slot] }
    _modify { yield &entries[slot] }
  }

  mutating func insert(_ thread: DemoThread, post: Int, remaining: Int, next: Timestamp) {
    let entry = Entry(thread: thread, post: post, remaining: remaining)
    let slot: Int
    if let reused = free.popLast() {
      entries[reused] = entry
      slot = reused
    } else {
      slot = entries.count
      entries.append(entry)
    }
    push(Due(at: next, post: post, slot: slot))
  }

  /// Takes the earliest out; `put(back:next:)` must follow.
  mutating func removeEarliest() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      siftDown()
    }
    return first.slot
  }

  /// One comment has been written: the thread waits for the next, or ends.
  mutating func put(back slot: Int, next: Timestamp?) {
    entries[slot].remaining -= 1
    if let next {
      push(Due(at: next, post: entries[slot].post, slot: slot))
    } else {
      free.append(slot)
    }
  }

  private mutating func push(_ due: Due) {
    heap.append(due)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var least = parent
      if left < heap.count, heap[left] < heap[least] { least = left }
      if right < heap.count, heap[right] < heap[least] { least = right }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
