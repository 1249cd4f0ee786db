/// Goes through numbers in a shuffled order, each once, then shuffles again.
struct DemoBag: Sendable {
  private var order: [Int]
  private var position = 0

  init(count: Int, using random: inout SplitMix64) {
    order = Array(0..<count)
    order.shuffle(using: &random)
  }

  /// - Precondition: the bag was made with a positive count.
  mutating func next(using random: inout SplitMix64) -> Int {
    if position == order.count {
      position = 0
      // The last of the old order must not be the first of the new one.
      let last = order.last
      order.shuffle(using: &random)
      if order.count > 1, order.first == last { order.swapAt(0, order.count - 1) }
    }
    position += 1
    return order[position - 1]
  }
}
