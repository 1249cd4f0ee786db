/// Watches one client's view of its rooms for what must never happen.
struct RoomChecker {
  /// Publications that were skipped (promises P2 and P4).
  private(set) var gaps = 0
  private var offsets: [Int64: Int64] = [:]

  /// The room's offset is known from a `subscribed` answer.
  mutating func start(room: Int64, at offset: Int64) {
    offsets[room] = max(offset, offsets[room] ?? 0)
  }

  /// - Returns: true when the publication is new. Up to the subscribed offset, frames in flight may come again; the
  ///   protocol tells clients to ignore them.
  mutating func note(room: Int64, offset: Int64) -> Bool {
    guard let last = offsets[room], offset > last else { return false }
    if offset > last + 1 { gaps += 1 }
    offsets[room] = offset
    return true
  }

  func offset(of room: Int64) -> Int64? { offsets[room] }
}
