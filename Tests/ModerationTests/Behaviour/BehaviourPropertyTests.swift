import Community
import Testing

@testable import Moderation

struct BehaviourPropertyTests {
  @Test func `whatever is written, by whoever and whenever, is judged, and every finding lies inside its message`() {
    var writer = Writer()
    var random = SeededRandom(seed: 41)
    for _ in 0..<20_000 {
      let text = random.text(maximumPieces: Int.random(in: 1...60, using: &random))
      writer.wait(Int64.random(in: -30_000...40_000, using: &random))
      let findings = writer.write(
        text, by: Int64.random(in: 1...20, using: &random), in: Int64.random(in: 1...3, using: &random),
        calling: (0..<Int.random(in: 0...12, using: &random)).map { _ in Int64.random(in: 1...40, using: &random) })
      for finding in findings {
        #expect(finding.utf8Range.lowerBound == 0 && finding.utf8Range.upperBound <= text.utf8.count)
        #expect(finding.kind != .flood || (finding.retryAfterMs ?? 0) > 0)
      }
    }
  }

  @Test func `a member with many sockets has one allowance`() async {
    let behaviour = Behaviour()
    let passed = await withTaskGroup(of: Int.self) { group in
      for socket in 0..<8 {
        group.addTask {
          (0..<10).count { number in
            behaviour.judge(
              BehaviourPost(
                sender: MemberID(1), room: RoomID(1), text: "はい", key: "key-\(socket)-\(number)",
                at: Timestamp(milliseconds: 1_790_000_000_000)), screener: Screeners.server
            ).isEmpty
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(passed == 8)
    #expect(behaviour.takeCounts() == [.flood: 72])
  }

  @Test func `texts are the same or not, whichever is asked, and always the same as themselves in other clothes`()
    throws
  {
    let text = "水戸の偕楽園の梅がとてもきれいで、来週も行こうと思っています。"
    let mark = try #require(TextSketch(text)).mark
    for other in [
      "水戸の偕楽園の梅がとてもきれいで、来週も行こうと思っています。！！🎉", "水戸の 偕楽園の 梅が とても きれいで 来週も 行こうと 思っています",
      "水戸ノ偕楽園ノ梅ガトテモキレイデ、来週モ行コウト思ッテイマス。", "水\u{200B}戸の偕楽園の梅がとてもきれいで、来週も行こうと思っていまーす",
    ] {
      let same = try #require(TextSketch(other)).mark
      #expect(same.isSame(as: mark) && mark.isSame(as: same), "\(other)")
    }
    let different = try #require(TextSketch("土浦の花火がとても大きくて、来年も家族と見に行こうと話しています。")).mark
    #expect(!different.isSame(as: mark) && !mark.isSame(as: different))
    #expect(TextSketch("ありがとう") == nil && TextSketch(String(repeating: "わーい", count: 50)) == nil)
    #expect(!TextMark.none.isSame(as: .none))
  }
}
