import Community
import Testing

@testable import RealtimeServer

@Suite struct `Demo script` {
  @Test func `every text compiles and every room has something to say`() throws {
    let script = try DemoScript()
    #expect(Set(script.scenes.keys) == Set(StandardRooms.rooms.map(\.slug)))
    for (room, scenes) in script.scenes {
      #expect(!scenes.isEmpty, "\(room)")
      #expect(scenes.allSatisfy { !$0.posts.isEmpty })
    }
    #expect(script.smallTalk.values.allSatisfy { Set($0.keys) == Set(DemoScene.Kind.allCases) })
    #expect(Set(script.live.keys) == Set(DemoScene.Phase.allCases))
  }

  @Test func `there are many hundreds of sentences`() throws {
    let script = try DemoScript()
    let scenes = Set(script.scenes.values.flatMap(\.self).map(ObjectIdentifier.init))
    #expect(scenes.count > 100)
    let lines = script.scenes.values.flatMap(\.self).reduce(0) { $0 + $1.lines.count }
    #expect(lines > 900)
  }

  @Test func `a template chooses between its branches, nested ones too`() throws {
    let template = try DemoTemplate("今日は[晴れ|雨[が少し|]|{town}]です。¶では。")
    var random = SplitMix64(seed: 1)
    var seen: Set<String> = []
    for _ in 0..<200 {
      var text = ""
      template.walk(&random, literal: { text += $0 }, slot: { slot, _ in text += slot.rawValue })
      seen.insert(text)
    }
    #expect(seen == Set(["晴れ", "雨が少し", "雨", "town"].map { "今日は\($0)です。\nでは。" }))
  }

  @Test(arguments: ["[a|b", "a]b", "{nothing}", "[a|[b]"])
  func `a mistake in the notation is named`(_ text: String) {
    #expect(throws: DemoScriptError.self) { try DemoTemplate(text) }
  }

  @Test func `a line may need something said before it`() throws {
    let scenes = try DemoSceneReader.read(
      """
      @ mito
      # q s=iine m=4-5
      >O~ 梅は咲きましたか
      - 桜なら咲きました
      =?桜なら 桜もいいですね
      =?>O どこからでも
      """)
    let scene = try #require(scenes.first)
    #expect(scene.lines[0].speaker == .outside && scene.lines[0].isCasual)
    #expect(scene.lines[2].requires == [0b010])
    #expect(scene.lines[3].requires == [0b001])
    #expect(throws: DemoScriptError.self) {
      try DemoSceneReader.read("@ mito\n# q\n> a\n=?ない言葉 b\n")
    }
  }

  @Test func `conditions go around the end of a year and of a day`() throws {
    var condition = DemoCondition()
    let read = ["m=11-2", "h=22-1", "d=0,6", "x=1", "です。"].map { condition.read(Substring($0)) }
    #expect(read == [true, true, true, false, false])
    // 2026-01-10 is a Saturday.
    let saturday = 20_463
    #expect(JapanTime(dayNumber: saturday).date == "1月10日（土）")
    #expect(condition.admits(JapanTime(dayNumber: saturday, hour: 23)))
    #expect(condition.admits(JapanTime(dayNumber: saturday, hour: 0)))
    #expect(!condition.admits(JapanTime(dayNumber: saturday, hour: 2)))
    #expect(!condition.admits(JapanTime(dayNumber: saturday + 2, hour: 23)))
    #expect(!condition.admits(JapanTime(dayNumber: saturday + 63, hour: 23)))
  }

  @Test func `the atlas knows all municipalities and offers something in every month and region`() throws {
    let atlas = try DemoAtlas()
    #expect(Set(atlas.places.map(\.code)) == Set(Municipality.all.map(\.code)))
    for region in DemoAtlas.Region.allCases {
      for month in 1...12 {
        for kind in [DemoAtlas.Kind.sight, .fest] {
          #expect(!atlas.items(kind, month: month, in: region).isEmpty, "\(kind) \(month) \(region)")
        }
        for kind in [DemoAtlas.Kind.veg, .fruit] {
          #expect(!atlas.items(kind, month: month, in: .everywhere).isEmpty, "\(kind) \(month)")
        }
      }
    }
  }

  @Test(arguments: [("つくばみらいの桜", "つくばみらい"), ("つくばに住みたい", "つくば"), ("龍ケ崎で", "龍ケ崎"), ("大子の滝", nil)])
  func `a place is found in a text, the longest name first`(_ text: String, _ town: String?) throws {
    let atlas = try DemoAtlas()
    #expect(atlas.placeNamed(in: text).map { atlas.places[$0].town } == town)
  }
}

@Suite struct `Japan's clock` {
  @Test(arguments: [
    (Int64(0), "1970-1-1 4 9:0"),
    (-1, "1970-1-1 4 8:59"),
    (-32_400_001, "1969-12-31 3 23:59"),
    (951_750_000_000, "2000-2-29 2 0:0"),
    (1_709_132_399_999, "2024-2-28 3 23:59"),
    (1_709_132_400_000, "2024-2-29 4 0:0"),
    (1_798_729_199_999, "2026-12-31 4 23:59"),
    (1_798_729_200_000, "2027-1-1 5 0:0"),
  ])
  func `a moment has its date and hour in Japan`(_ milliseconds: Int64, _ text: String) {
    let time = JapanTime(Timestamp(milliseconds: milliseconds))
    #expect("\(time.year)-\(time.month)-\(time.day) \(time.weekday) \(time.hour):\(time.minute)" == text)
  }

  @Test func `a day's start comes back as itself`() {
    for day in stride(from: -200_000, to: 200_000, by: 997) {
      #expect(JapanTime(JapanTime.timestamp(dayNumber: day, hour: 7, minute: 5)).dayNumber == day)
    }
  }

  @Test(arguments: [
    ((2026, 11), "11月12日（木）"), ((2026, 12), "12月10日（木）"), ((2027, 4), "4月8日（木）"), ((2028, 2), "2月10日（木）"),
  ])
  func `gatherings are on the second Thursday`(_ month: (Int, Int), _ date: String) {
    let index = month.0 * 12 + month.1 - 1
    #expect(JapanTime(dayNumber: DemoEvents.dayNumber(monthIndex: index)).date == date)
  }

  @Test func `the next gathering is this month's until it begins`() {
    let november = 2026 * 12 + 10
    let day = DemoEvents.dayNumber(monthIndex: november)
    #expect(DemoEvents.next(after: JapanTime(dayNumber: day, hour: 19, minute: 29)) == november)
    #expect(DemoEvents.next(after: JapanTime(dayNumber: day, hour: 19, minute: 30)) == november + 1)
    #expect(DemoEvents.last(before: JapanTime(dayNumber: day, hour: 20)) == november - 1)
    #expect(DemoEvents.last(before: JapanTime(dayNumber: day, hour: 21)) == november)
    #expect(DemoEvents.phase(at: JapanTime(dayNumber: day, hour: 19, minute: 24)) == nil)
    #expect(DemoEvents.phase(at: JapanTime(dayNumber: day, hour: 19, minute: 25)) == .start)
    #expect(DemoEvents.phase(at: JapanTime(dayNumber: day, hour: 20, minute: 0)) == .middle)
    #expect(DemoEvents.phase(at: JapanTime(dayNumber: day, hour: 20, minute: 58)) == .end)
    #expect(DemoEvents.phase(at: JapanTime(dayNumber: day + 1, hour: 20)) == nil)
  }
}
