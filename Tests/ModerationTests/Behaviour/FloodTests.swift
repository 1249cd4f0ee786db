import Community
import Testing

@testable import Moderation

struct FloodTests {
  @Test func `the ninth message at once has to wait, and is welcome after the time it was told`() throws {
    var writer = Writer()
    for number in 1...8 { #expect(writer.write("はい\(number)").isEmpty) }
    let flood = try #require(writer.write("まだまだ").first)
    #expect(flood.kind == .flood && flood.action == .slowDown)
    let wait = try #require(flood.retryAfterMs)
    #expect((1...1_500).contains(wait))
    writer.wait(Int64(wait) - 1)
    #expect(!writer.write("まだまだ").isEmpty)
    writer.wait(1)
    #expect(writer.write("まだまだ").isEmpty)
  }

  @Test func `a whole evening of a live event at one message in three seconds is never slowed down`() {
    var writer = Writer()
    for number in 0..<2_400 {
      writer.wait(3_000)
      #expect(writer.write("8888 \(number)").isEmpty)
    }
  }

  @Test func `bursts of cheering with pauses are never slowed down`() {
    var writer = Writer()
    for _ in 0..<60 {
      for cheer in ["わあ", "すごい", "8888", "きれい", "最高"] {
        writer.wait(800)
        #expect(writer.write(cheer).isEmpty)
      }
      writer.wait(15_000)
    }
  }

  @Test func `one message a second is slowed down after a minute or two`() {
    var writer = Writer()
    var stopped: Int?
    for number in 0..<200 where stopped == nil {
      writer.wait(1_600)
      if !writer.write("つぎ\(number)").isEmpty { stopped = number }
    }
    #expect((60...180).contains(stopped ?? 0))
  }

  @Test func `rooms are counted apart, and the community together`() {
    var writer = Writer()
    for room in 1...16 { #expect(writer.write("やあ", in: Int64(room)).isEmpty) }
    #expect(writer.write("やあ", in: 17).first?.kind == .flood)
    #expect(writer.write("やあ", by: 2, in: 17).isEmpty)
  }

  @Test func `those who run the community are not slowed down`() {
    var writer = Writer()
    for number in 0..<100 { #expect(writer.write("お知らせ\(number)", isTrusted: true).isEmpty) }
  }

  @Test func `a clock that is set back makes nobody wait`() {
    var writer = Writer()
    for number in 0..<8 { writer.write("はい\(number)") }
    writer.wait(-3_600_000)
    #expect(writer.write("やあ").isEmpty)
  }

  @Test func `senders are forgotten rather than kept without bound`() {
    var writer = Writer()
    for sender in 1...40_000 { writer.write("やあ", by: Int64(sender)) }
    #expect(writer.behaviour.senders <= 16_384)
  }

  @Test func `in observe mode everything is counted and nothing is done`() {
    var policy = BehaviourPolicy()
    policy.mode = .observe
    var writer = Writer(policy)
    var actions: Set<Action> = []
    for number in 0..<20 { actions.formUnion(writer.write("はい\(number)").map(\.action)) }
    #expect(actions == [.observe])
    #expect(writer.behaviour.takeCounts() == [.flood: 12])
    #expect(writer.behaviour.takeCounts().isEmpty)
    policy.mode = .off
    var other = Writer(policy)
    for number in 0..<20 { #expect(other.write("はい\(number)").isEmpty) }
  }
}
