import NIOCore

/// Frames waiting for the next flush. The usual single frame needs no allocation.
struct OutboundQueue {
  /// What a waiting frame is counted with beyond its bytes, so that many tiny frames cannot hide what they cost.
  static let bookkeepingBytes = 64
  /// Room for a few frames stays with a socket that needed it once; more would weigh on idle sockets.
  private static let keptCapacity = 8

  private var first: ByteBuffer?
  private var rest: [ByteBuffer] = []
  /// What the waiting frames cost, in bytes: their own and `bookkeepingBytes` each.
  private(set) var cost = 0

  var isEmpty: Bool { first == nil }

  mutating func append(_ frame: PreparedFrame) {
    cost += frame.byteCount + Self.bookkeepingBytes
    if first == nil {
      first = frame.bytes
    } else {
      rest.append(frame.bytes)
    }
  }

  /// Takes the frame out when it is the only one.
  mutating func takeOnly() -> ByteBuffer? {
    guard rest.isEmpty, let frame = first.take() else { return nil }
    cost = 0
    return frame
  }

  /// Moves all frames behind each other into `target`.
  mutating func move(into target: inout ByteBuffer) {
    guard let frame = first else { return }
    target.reserveCapacity(minimumWritableBytes: cost - Self.bookkeepingBytes * (rest.count + 1))
    target.writeImmutableBuffer(frame)
    for frame in rest { target.writeImmutableBuffer(frame) }
    removeAll()
  }

  mutating func removeAll() {
    first = nil
    cost = 0
    if !rest.isEmpty { rest.removeAll(keepingCapacity: rest.capacity <= Self.keptCapacity) }
  }
}
