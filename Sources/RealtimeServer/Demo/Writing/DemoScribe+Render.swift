import Community

extension DemoScribe {
  /// The text of a line as this member says it in this thread.
  mutating func render(_ line: DemoLine, by speaker: Int, in thread: DemoThread) -> DemoUtterance {
    var body = ""
    body.reserveCapacity(320)
    var mentions: [Int] = []
    let time = JapanTime(now)
    let trait = cast.traits[speaker]
    let setting = thread.setting
    let atlas = atlas
    let place = atlas.places[setting.place]
    // A copy, because the closures below read what else this value holds.
    var random = random
    defer { self.random = random }
    line.template.walk(
      &random,
      literal: { body += $0 },
      slot: { slot, random in
        switch slot {
        case .city: body += place.city
        case .town: body += place.town
        case .sight: body += setting.sight
        case .flower: body += setting.flower
        case .veg: body += setting.veg
        case .fruit: body += setting.fruit
        case .food: body += setting.food
        case .other: body += setting.other
        case .fest: body += setting.fest
        case .matsuri: body += setting.matsuri
        case .home: body += trait.home.map { atlas.places[$0].town } ?? place.town
        case .from, .near: body += trait.from
        case .age: body += trait.age ?? "30代"
        case .years: body += trait.years
        case .kid: body += trait.kid
        case .baby: body += trait.baby
        case .op: body += thread.authorName
        case .prev: body += thread.lastGuestName
        case .mention:
          body += "@\(thread.lastGuestName)"
          if let guest = thread.lastGuest { mentions.append(guest) }
        case .greet: body += DemoSeasons.greeting(time, using: &random)
        case .season: body += DemoSeasons.remark(month: time.month, using: &random)
        case .last: body += DemoSeasons.lastOccasion(time, using: &random)
        case .weekend: body += DemoSeasons.nextWeekend(time, using: &random)
        case .month: body += "\(time.month)月"
        case .date: body += setting.date
        case .live: body += JapanTime(dayNumber: DemoEvents.dayNumber(monthIndex: DemoEvents.next(after: time))).date
        case .theme: body += DemoEvents.theme(monthIndex: Self.gathering(at: time))
        case .lastlive: body += Self.lastGathering(time)
        case .lasttheme: body += DemoEvents.theme(monthIndex: DemoEvents.last(before: time))
        }
      })
    return DemoUtterance(author: speaker, body: body, mentions: mentions)
  }

  /// The gathering that runs now or comes next.
  private static func gathering(at time: JapanTime) -> Int {
    let month = DemoEvents.monthIndex(time)
    return time.dayNumber == DemoEvents.dayNumber(monthIndex: month) && time.hour < 21
      ? month : DemoEvents.next(after: time)
  }

  private static func lastGathering(_ time: JapanTime) -> String {
    switch time.dayNumber - DemoEvents.dayNumber(monthIndex: DemoEvents.last(before: time)) {
    case 0: "今日"
    case 1: "昨日"
    case 2, 3: "木曜"
    default: "先日"
    }
  }
}
