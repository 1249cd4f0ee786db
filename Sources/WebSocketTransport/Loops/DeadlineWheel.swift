import NIOCore

/// Something with a deadline that moves often: sockets, and connections that are not sockets yet.
/// - Isolation: the wheel's event loop.
protocol WheelEntry: AnyObject {
  /// Owned by the wheel.
  var wheelPlace: WheelPlace { get set }
  /// Looks at the clock and acts. Returns when to look again; nil ends the watch.
  func deadlineReached(now: NIODeadline) -> NIODeadline?
}

/// Where an entry sits, so that it leaves in constant time.
struct WheelPlace {
  fileprivate var slot: Int32 = -1
  fileprivate var index: Int32 = -1

  fileprivate var isOnWheel: Bool { slot >= 0 }
}

/// All deadlines of one event loop behind one timer: tens of thousands of connections cost one wake-up per tick, and a
/// tick touches only the entries that are due.
///
/// Deadlines are kept to within a tick. An entry whose deadline moves later need not say so: it is asked early and
/// answers with the later one.
/// - Isolation: touched only on its event loop.
final class DeadlineWheel {
  private static let slotCount = 128

  /// The time of the last tick: a clock that costs nothing to read. The time itself while the wheel stands still.
  var now: NIODeadline { isTicking ? lastTick : eventLoop.now }

  private var lastTick: NIODeadline
  /// The time of the slot under the cursor; behind `lastTick` by less than a tick.
  private var cursorTime: NIODeadline
  private let eventLoop: any EventLoop
  private let tick: TimeAmount
  private var slots: [[any WheelEntry]]
  private var cursor = 0
  private var count = 0
  private var isTicking = false

  init(eventLoop: any EventLoop, tick: TimeAmount) {
    self.eventLoop = eventLoop
    self.tick = tick
    lastTick = eventLoop.now
    cursorTime = lastTick
    slots = Array(repeating: [], count: Self.slotCount)
  }

  /// Asks `entry` at `deadline`, or earlier when that is farther away than the wheel reaches.
  func schedule(_ entry: any WheelEntry, at deadline: NIODeadline) {
    remove(entry)
    if !isTicking { start() }
    let ahead = (deadline - cursorTime).nanoseconds / tick.nanoseconds + 1
    let slot = (cursor + Int(min(max(ahead, 1), Int64(Self.slotCount - 1)))) % Self.slotCount
    entry.wheelPlace.slot = Int32(slot)
    entry.wheelPlace.index = Int32(slots[slot].count)
    slots[slot].append(entry)
    count += 1
  }

  /// Forgets `entry`. Nothing happens when it is not on the wheel.
  func remove(_ entry: any WheelEntry) {
    let place = entry.wheelPlace
    guard place.isOnWheel else { return }
    entry.wheelPlace = WheelPlace()
    count -= 1
    let slot = Int(place.slot)
    let last = slots[slot].removeLast()
    guard last !== entry else { return }
    slots[slot][Int(place.index)] = last
    last.wheelPlace.index = place.index
  }

  private func start() {
    isTicking = true
    lastTick = eventLoop.now
    cursorTime = lastTick
    scheduleTick()
  }

  private func scheduleTick() {
    eventLoop.assumeIsolated().scheduleTask(in: tick) { self.advance() }
  }

  private func advance() {
    lastTick = eventLoop.now
    for entry in takeDue() {
      guard let next = entry.deadlineReached(now: lastTick) else { continue }
      schedule(entry, at: next)
    }
    if count > 0 { scheduleTick() } else { isTicking = false }
  }

  /// Everything in the slots that time has passed since the last tick; several when the loop was busy.
  private func takeDue() -> [any WheelEntry] {
    var due: [any WheelEntry] = []
    var steps = 0
    while cursorTime + tick <= lastTick, steps < Self.slotCount {
      cursorTime = cursorTime + tick
      cursor = (cursor + 1) % Self.slotCount
      steps += 1
      due.append(contentsOf: slots[cursor])
      slots[cursor].removeAll()
    }
    if steps == Self.slotCount { cursorTime = lastTick }
    count -= due.count
    for entry in due { entry.wheelPlace = WheelPlace() }
    return due
  }
}
