import Community
import Testing

struct PostingPolicyTests {
  private let now = Timestamp(milliseconds: 1_795_225_320_000)

  private func decide(
    _ controls: RoomControls, as role: Role = .member, joinedHoursAgo: Int? = nil, lastSecondsAgo: Int? = nil,
    posters: Int = 0
  ) -> PostingPolicy.Decision {
    PostingPolicy.decide(
      controls, as: role, joined: joinedHoursAgo.map { now.advanced(by: .seconds(-$0 * 3_600)) },
      last: lastSecondsAgo.map { now.advanced(by: .seconds(-$0)) }, posters: posters, at: now)
  }

  private func isHeld(_ decision: PostingPolicy.Decision) -> Bool {
    if case .hold = decision { true } else { false }
  }

  @Test func `an open room asks nothing`() {
    #expect(decide(RoomControls(), joinedHoursAgo: 0, lastSecondsAgo: 0, posters: 5_000) == .post)
  }

  @Test func `slow mode says how long to wait, and no longer than that`() {
    let slow = RoomControls(slowSeconds: 30)
    #expect(decide(slow) == .post)
    #expect(decide(slow, lastSecondsAgo: 10) == .refuse(.slowMode, retryAfterMs: 20_000))
    #expect(decide(slow, lastSecondsAgo: 30) == .post)
  }

  @Test(arguments: [(0, 0), (3, 0), (20, 20), (5_000, 60)])
  func `an adaptive pace follows how many write`(posters: Int, seconds: Int) {
    #expect(PostingPolicy.pace(RoomControls(isAdaptive: true), posters: posters) == seconds)
    #expect(PostingPolicy.pace(RoomControls(slowSeconds: 30, isAdaptive: true), posters: posters) == max(30, seconds))
  }

  @Test func `a frozen room takes nothing`() {
    #expect(decide(RoomControls(isFrozen: true)) == .refuse(.roomFrozen, retryAfterMs: nil))
  }

  @Test func `a gate holds those who joined lately`() {
    let gate = RoomControls(newcomerHours: 24)
    #expect(isHeld(decide(gate, joinedHoursAgo: 1)))
    #expect(decide(gate, joinedHoursAgo: 24) == .post)
    #expect(decide(gate, joinedHoursAgo: nil) == .post)
  }

  @Test func `the shield holds newcomers, or everyone`() {
    #expect(isHeld(decide(RoomControls(shield: .newcomers), joinedHoursAgo: 100)))
    #expect(decide(RoomControls(shield: .newcomers), joinedHoursAgo: 200) == .post)
    #expect(isHeld(decide(RoomControls(shield: .everyone), joinedHoursAgo: nil)))
  }

  @Test(arguments: Role.allCases.filter { $0 != .member })
  func `those who run the community may always speak`(role: Role) {
    let all = RoomControls(slowSeconds: 600, newcomerHours: 168, isFrozen: true, shield: .everyone)
    #expect(decide(all, as: role, joinedHoursAgo: 0, lastSecondsAgo: 0) == .post)
  }
}
