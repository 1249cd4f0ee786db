import Community

/// What simulated members mean to do, by when. Bounded: when it is full, new plans are dropped.
struct DemoAgenda: Sendable {
  enum Task: Hashable, Sendable {
    /// The next comment of a thread of simulated members.
    case comment(MessageID)
    /// An answer to a visitor.
    case answer(MessageID)
    /// The author's thanks for a visitor's comment.
    case thank(MessageID, visitor: String)
    case react(MessageID, room: String, author: Int?, stickers: [StickerID], isStaffRoom: Bool)
  }

  static let capacity = 400

  /// Latest first, so that what is due is at the end.
  private var tasks: [(at: Timestamp, task: Task)] = []

  var count: Int { tasks.count }

  mutating func add(_ task: Task, at time: Timestamp) {
    guard tasks.count < Self.capacity else { return }
    let place = tasks.firstIndex { $0.at <= time } ?? tasks.endIndex
    tasks.insert((time, task), at: place)
  }

  /// The earliest task that is due, taken out.
  mutating func take(at now: Timestamp) -> Task? {
    guard let last = tasks.last, last.at <= now else { return nil }
    tasks.removeLast()
    return last.task
  }
}
