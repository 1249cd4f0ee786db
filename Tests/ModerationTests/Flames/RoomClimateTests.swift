import Community
import Foundation
import Testing

@testable import Moderation

struct RoomClimateTests {
  /// A room of two messages a minute after two quiet days.
  private static let settled: SimulatedRoom = {
    var room = SimulatedRoom(peakRate: 2, seed: 7)
    for _ in 0..<(2 * 1_440 + 1_140) { _ = room.live() }
    return room
  }()

  @Test func `a room with no history stays silent whatever happens on its first day`() {
    var room = SimulatedRoom(peakRate: 10, seed: 1)
    for elapsed in 0..<(RoomClimate.silentMinutes - 1) {
      #expect(room.live(.flame4, elapsed: elapsed) == nil)
    }
  }

  @Test func `three members reporting everything do not make a flame`() {
    var room = Self.settled
    for _ in 0..<120 {
      for message in 0..<20 {
        for member in 1...3 {
          room.climate.note(
            .report(
              by: MemberID(Int64(900_000 + member)), of: MessageID(Int64(message)),
              record: ReporterRecord(dismissed: 20)))
        }
      }
      _ = room.live()
      #expect(room.climate.level == .calm)
    }
  }

  @Test(arguments: [Int64.min, Int64.max, -1_000_000, 0, 1])
  func `a jump of the clock never warns and watching goes on`(minute: Int64) {
    var climate = Self.settled.climate
    #expect(climate.tick(at: minute) == nil)
    var room = Self.settled
    #expect(room.climate.tick(at: room.minute + 600) == nil)
    #expect(room.climate.tick(at: room.minute) == nil)
    #expect(room.climate.level == .calm)
  }

  @Test func `a restart in the middle of a flame changes nothing`() throws {
    var room = Self.settled
    var restarted = Self.settled
    for elapsed in 0..<60 {
      let data = try JSONEncoder().encode(restarted.climate)
      restarted.climate = try JSONDecoder().decode(RoomClimate.self, from: data)
      #expect(room.live(.flame4, elapsed: elapsed)?.level == restarted.live(.flame4, elapsed: elapsed)?.level)
    }
    #expect(room.climate.level > .calm)
    #expect(restarted.climate.level == room.climate.level)
  }

  @Test func `a warning explains itself, never suggests deletion, and falls back after the flame`() throws {
    var room = Self.settled
    var warning: FlameWarning?
    for elapsed in 0..<90 where warning == nil { warning = room.live(.flame4, elapsed: elapsed) }
    let card = try #require(warning).card
    #expect(card.bars.count == 5)
    #expect(card.since != nil)
    #expect(card.target == .message(MessageID(Int64.max)))
    #expect(!card.examples.isEmpty)
    #expect(card.steps.contains(.breathe))
    #expect(card.bars.first?.explanation.ja.contains("いつもは") == true)
    for _ in 0..<120 { _ = room.live() }
    #expect(room.climate.level == .calm)
  }

  @Test func `an announced event raises what is expected while it lasts`() {
    var climate = Self.settled.climate
    let minute = Self.settled.minute
    let usual = climate.usualMessages(at: minute)
    climate.expect(AnnouncedEvent(start: minute, end: minute + 60, factor: 6))
    #expect(climate.usualMessages(at: minute) == 6 * usual)
    #expect(climate.usualMessages(at: minute + 60) < 3 * usual)
  }

  @Test func `the words above the usual are named`() {
    var words = RisingWords()
    for _ in 0..<2_000 {
      words.note("花火")
      words.tick()
    }
    for _ in 0..<10 { words.note("税金") }
    #expect(words.top().first == "税金")
    #expect(!words.top().contains("花火"))
  }

  @Test func `no negative phrase is listed twice or empty`() {
    #expect(Set(NegativeWords.all).count == NegativeWords.all.count)
    #expect(NegativeWords.all.allSatisfy { $0.count >= 2 })
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["HIROBA_LONG"] == "1"))
  func `ten thousand rooms are ticked (a note, not a limit)`() {
    var rooms = [RoomClimate](repeating: Self.settled.climate, count: 10_000)
    let minute = Self.settled.minute
    // The first tick copies the shared arrays; the second is what a running server pays.
    for index in rooms.indices { _ = rooms[index].tick(at: minute + 1) }
    let took = ContinuousClock().measure {
      for index in rooms.indices { _ = rooms[index].tick(at: minute + 2) }
    }
    print("10,000 rooms ticked in \(took)")
  }
}
