import NIOCore
import NIOEmbedded
import Testing

@testable import WebSocketTransport

@Suite struct DeadlineWheelTests {
  private final class Entry: WheelEntry {
    var wheelPlace = WheelPlace()
    var reached: [NIODeadline] = []
    var next: (NIODeadline) -> NIODeadline? = { _ in nil }

    func deadlineReached(now: NIODeadline) -> NIODeadline? {
      reached.append(now)
      return next(now)
    }
  }

  private let eventLoop = EmbeddedEventLoop()
  private let start: NIODeadline
  private let wheel: DeadlineWheel

  init() {
    start = eventLoop.now
    wheel = DeadlineWheel(eventLoop: eventLoop, tick: .milliseconds(100))
  }

  @Test func `an entry is asked within a tick after its deadline, once`() {
    let entry = Entry()
    wheel.schedule(entry, at: start + .milliseconds(950))
    eventLoop.advanceTime(by: .milliseconds(949))
    #expect(entry.reached.isEmpty)
    eventLoop.advanceTime(by: .seconds(60))
    #expect(entry.reached == [start + .seconds(1)])
  }

  @Test func `an entry that moves its deadline is asked again`() {
    let entry = Entry()
    entry.next = { $0 + .seconds(1) }
    wheel.schedule(entry, at: start + .seconds(1))
    eventLoop.advanceTime(by: .seconds(10))
    #expect((8...10).contains(entry.reached.count))
  }

  @Test func `a deadline beyond the wheel's reach is asked for early, and answered with the deadline`() {
    let entry = Entry()
    let deadline = start + .seconds(30)
    entry.next = { $0 >= deadline ? nil : deadline }
    wheel.schedule(entry, at: deadline)
    eventLoop.advanceTime(by: .seconds(60))
    #expect(entry.reached.last.map { $0 - deadline <= .milliseconds(200) && $0 >= deadline } == true)
  }

  @Test func `an entry that left is not asked`() {
    let entries = (0..<100).map { _ in Entry() }
    for entry in entries { wheel.schedule(entry, at: start + .seconds(1)) }
    for entry in entries.prefix(50) { wheel.remove(entry) }
    wheel.remove(entries[0])
    eventLoop.advanceTime(by: .seconds(2))
    #expect(entries.map(\.reached.count) == Array(repeating: 0, count: 50) + Array(repeating: 1, count: 50))
  }

  @Test func `an entry may take another from the wheel while it is asked`() {
    let first = Entry()
    let second = Entry()
    first.next = { [wheel] _ in
      wheel.remove(second)
      return nil
    }
    second.next = { _ in nil }
    wheel.schedule(first, at: start + .seconds(1))
    wheel.schedule(second, at: start + .seconds(3))
    eventLoop.advanceTime(by: .seconds(5))
    #expect(second.reached.isEmpty)
  }

  @Test func `an empty wheel stops turning and starts again`() {
    let entry = Entry()
    wheel.schedule(entry, at: start + .milliseconds(100))
    eventLoop.advanceTime(by: .hours(1))
    wheel.schedule(entry, at: eventLoop.now + .milliseconds(300))
    eventLoop.advanceTime(by: .milliseconds(600))
    #expect(entry.reached.count == 2)
    #expect(wheel.now >= start + .hours(1))
  }
}
