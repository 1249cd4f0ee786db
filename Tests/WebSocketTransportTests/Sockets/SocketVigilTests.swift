import NIOCore
import Testing

@testable import WebSocketTransport

@Suite struct SocketVigilTests {
  private let configuration = TransportConfiguration()
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

  private func verdict(_ vigil: SocketVigil, after time: TimeAmount) -> SocketVigil.Verdict {
    vigil.verdict(at: start + time, configuration: configuration)
  }

  @Test func `first pings are spread over the interval`() {
    for (phase, seconds) in [(0.0, 5), (0.5, 12), (1, 20)] as [(Double, Int64)] {
      let vigil = SocketVigil(now: start, phase: phase, configuration: configuration)
      #expect(verdict(vigil, after: .seconds(seconds - 1)) != .ping)
      #expect(verdict(vigil, after: .seconds(seconds + 1)) == .ping)
    }
  }

  @Test func `after the first, a client that is heard is not pinged`() {
    var vigil = SocketVigil(now: start, phase: 0, configuration: configuration)
    vigil.pinged(at: start + .seconds(5), configuration: configuration)
    vigil.heard(at: start + .seconds(24))
    #expect(verdict(vigil, after: .seconds(26)) == .waitUntil(start + .seconds(44)))
    #expect(verdict(vigil, after: .seconds(44)) == .ping)
  }

  @Test func `a silent client is pinged again and then given up`() {
    var vigil = SocketVigil(now: start, phase: 1, configuration: configuration)
    vigil.pinged(at: start + .seconds(20), configuration: configuration)
    #expect(verdict(vigil, after: .seconds(39)) == .waitUntil(start + .seconds(40)))
    vigil.pinged(at: start + .seconds(40), configuration: configuration)
    #expect(verdict(vigil, after: .seconds(49)) == .waitUntil(start + .seconds(50)))
    #expect(verdict(vigil, after: .seconds(50)) == .closeIdle)
  }

  @Test func `a client behind for too long is given up, one that caught up is not`() {
    var vigil = SocketVigil(now: start, phase: 1, configuration: configuration)
    vigil.pressed(at: start + .seconds(1))
    vigil.pressed(at: start + .seconds(5))
    #expect(verdict(vigil, after: .seconds(8)) == .waitUntil(start + .seconds(9)))
    #expect(verdict(vigil, after: .seconds(9)) == .closeSlow)
    vigil.relieved()
    #expect(verdict(vigil, after: .seconds(9)) == .waitUntil(start + .seconds(20)))
  }

  @Test func `an ending socket is aborted at the earliest end it was given`() {
    var vigil = SocketVigil(now: start, phase: 1, configuration: configuration)
    vigil.ends(by: start + .seconds(3))
    vigil.ends(by: start + .seconds(5))
    #expect(verdict(vigil, after: .seconds(2)) == .waitUntil(start + .seconds(3)))
    #expect(verdict(vigil, after: .seconds(3)) == .abort)
  }
}
