import NIOCore
import Testing

@testable import RealtimeServer

@Suite struct FanOutPaceTests {
  private func at(_ milliseconds: Double) -> NIODeadline {
    .uptimeNanoseconds(UInt64(1_000_000_000 + milliseconds * 1_000_000))
  }

  @Test func `the first fan-out does not wait`() {
    #expect(FanOutPace().wait(at: at(0)) == .zero)
  }

  @Test func `a short fan-out holds nobody up`() {
    var pace = FanOutPace()
    pace.finished(began: at(0), ended: at(0.9))
    #expect(pace.wait(at: at(0.9)) == .zero)
  }

  @Test(arguments: [(2.0, 2), (4.5, 4), (60.0, 5)])
  func `after a long one the next waits about as long, five milliseconds at most`(took: Double, waits: Int64) {
    var pace = FanOutPace()
    pace.finished(began: at(0), ended: at(took))
    #expect(pace.wait(at: at(took)).nanoseconds / 1_000_000 == waits)
    #expect(pace.wait(at: at(took + 5)) == .zero)
  }
}
