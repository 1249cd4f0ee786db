/// What has been said lately in each room, so that a reader does not meet the same sentence twice.
struct DemoMemory: Sendable {
  /// A line rests while so many messages follow in its room.
  static let rest = 50

  /// By scene (each belongs to one room): the room's message count when each line was said last.
  private var said: [ObjectIdentifier: [Int]] = [:]
  private var counts: [String: Int] = [:]

  /// Which lines of a scene rest now, as bits.
  func resting(_ scene: DemoScene, in room: String) -> UInt64 {
    guard let last = said[ObjectIdentifier(scene)] else { return 0 }
    let since = (counts[room] ?? 0) - Self.rest
    var bits: UInt64 = 0
    for (index, count) in last.enumerated() where count > max(0, since) && !scene.lines[index].isShort {
      bits |= 1 << UInt64(index)
    }
    return bits
  }

  /// Notes a message of the room that said this line.
  mutating func note(_ line: Int, of scene: DemoScene, in room: String) {
    counts[room, default: 0] += 1
    said[ObjectIdentifier(scene), default: Array(repeating: 0, count: scene.lines.count)][line] = counts[room] ?? 0
  }
}
