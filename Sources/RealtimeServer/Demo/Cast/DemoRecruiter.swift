import Community

/// Invents the members: the staff side, then everybody else as the reference data distributes them.
struct DemoRecruiter {
  let count: Int
  let atlas: DemoAtlas
  let span: ClosedRange<Timestamp>
  private(set) var members: [DemoMember] = []
  private(set) var traits: [DemoTrait] = []
  private(set) var speakers: [[DemoSpeaker]] = []
  private var random: SplitMix64
  private var names = DemoNames()
  /// How many of the later members live in Ibaraki.
  private var localShare = 0.4

  init(seed: UInt64, count: Int, atlas: DemoAtlas, span: ClosedRange<Timestamp>) {
    self.count = count
    self.atlas = atlas
    self.span = span
    self.random = SplitMix64(seed: seed ^ 0x6D65_6D62)
  }

  /// A newcomer, a player and a local in each area, so that every room has someone to answer from its first day.
  private static let founderCount = Municipality.Area.allCases.count * 3

  mutating func recruit() {
    recruitStaff()
    let residents = count - members.count
    // Of all members 40 % live in Ibaraki; staff and founders do.
    let others = residents - Self.founderCount
    localShare = max(0.1, (0.4 * Double(count) - Double(count - others)) / Double(max(1, others)))
    for index in 0..<residents {
      // The founders at once; then more and more, as the community becomes known.
      let share = Double(index) / Double(max(residents, 1))
      let isFounder = index < Self.founderCount
      recruitMember(
        index, joinedAt: moment(isFounder ? 0.0005 * Double(index) : 0.01 + 0.985 * (0.45 + 0.55 * share) * share))
    }
  }

  // MARK: Staff side

  private mutating func recruitStaff() {
    let opening = span.lowerBound
    add(
      "管理者 きたむら", .administrator, ["管理担当者"], at: opening, home: place("水戸"), speakers: [.staffSide])
    for name in ["県関係人口担当 おおつか", "県関係人口担当 まつもと"] {
      add(name, .staff, ["県職員"], at: opening, home: place("水戸"), speakers: [.staffSide])
    }
    for name in ["コミュマネ みなみ", "コミュマネ さいとう"] {
      add(
        name, .communityManager, ["コミュニティマネージャー"], at: opening, home: place("笠間"),
        speakers: [.team, .manager, .staffSide])
    }
    for name in ["見守り担当 あおき", "見守り担当 ひだか", "見守り担当 ぬまた"] {
      add(name, .moderator, ["管理担当者"], at: opening, home: place("土浦"), speakers: [.team, .staffSide])
    }
    let towns = min(atlas.places.count, max(5, count / 12))
    // Every area first, then the rest in the official order.
    let firsts = Municipality.Area.allCases.compactMap { area in atlas.places.firstIndex { $0.area == area } }
    for index in (firsts + atlas.places.indices.filter { !firsts.contains($0) }).prefix(towns) {
      add(
        "\(atlas.places[index].city) 移住担当", .staff, ["市町村職員"], at: opening, home: index,
        speakers: [.municipal])
    }
  }

  private func place(_ town: String) -> Int? { atlas.places.firstIndex { $0.town == town } }

  private mutating func add(
    _ name: String, _ role: Role, _ badges: [String], at joinedAt: Timestamp, home: Int?, speakers: [DemoSpeaker]
  ) {
    names.take(name)
    members.append(
      DemoMember(
        name: name, role: role, badges: badges,
        attributes: MemberAttributes(
          residence: try? Residence(
            prefecture: Prefecture.ibaraki, municipality: home.map { atlas.places[$0].code })),
        joinedAt: joinedAt))
    traits.append(
      DemoTrait(
        home: home, from: "茨城", age: nil, years: "3年", kid: "5歳", baby: "2歳", isCasual: false, activity: 0.7))
    self.speakers.append(speakers)
  }

  // MARK: Everybody else

  private mutating func recruitMember(_ index: Int, joinedAt: Timestamp) {
    let areas = Municipality.Area.allCases
    let isFounder = index < Self.founderCount
    let founderPlaces = atlas.places.indices.filter { atlas.places[$0].area == areas[index % areas.count] }
    let isLocal = isFounder || random.chance(localShare)
    let home =
      isFounder
      ? founderPlaces[random.below(founderPlaces.count)] : isLocal ? atlas.place(in: .everywhere, using: &random) : nil
    let isSenior = isFounder ? index / areas.count == 0 : isLocal && random.chance(0.1)
    let isPlayer = isFounder ? index / areas.count == 1 : isLocal && !isSenior && random.chance(0.06)
    let band = isSenior || isPlayer ? [.twenties, .thirties, .forties, .fifties][random.below(4)] : ageBand()
    let isParent = [.twenties, .thirties, .forties].contains(band) && random.chance(0.45)
    let prefecture = awayPrefecture()

    var speakers: [DemoSpeaker] = [.anyone]
    if isLocal { speakers.append(.local) } else if prefecture.say != nil { speakers.append(.outside) }
    if isSenior { speakers.append(.senior) }
    if isPlayer { speakers.append(.player) }
    if isParent { speakers += isLocal ? [.parent, .localParent] : [.parent] }

    var badges: [String] = []
    if isSenior { badges.append("先輩移住者") }
    if isPlayer { badges.append(random.chance(0.3) ? "地域おこし協力隊" : "ローカルプレーヤー") }

    members.append(
      DemoMember(
        name: names.make(using: &random), role: .member, badges: badges,
        attributes: MemberAttributes(
          ageBand: random.chance(0.93) ? band : nil, residence: residence(home: home, away: prefecture.code),
          interests: interests()),
        joinedAt: joinedAt))
    traits.append(
      DemoTrait(
        home: home, from: prefecture.say ?? "東京", age: sayable(band),
        years: ["半年", "1年", "2年", "3年", "4年", "5年", "7年", "10年"][random.below(8)],
        kid: "\(3 + random.below(4))歳", baby: "\(random.below(4))歳",
        isCasual: !isSenior && random.chance(band == .twenties || band == .thirties ? 0.4 : 0.18),
        activity: isSenior || isPlayer || isFounder ? 0.6 + 0.4 * random.unit() : 0.03 + pow3(random.unit())))
    self.speakers.append(speakers)
  }

  private func pow3(_ x: Double) -> Double { x * x * x }

  private func moment(_ share: Double) -> Timestamp {
    let length = Double(span.upperBound.milliseconds - span.lowerBound.milliseconds)
    return Timestamp(milliseconds: span.lowerBound.milliseconds + Int64(length * share))
  }

  private mutating func pick<Value>(_ table: [(Value, Int)]) -> Value {
    var rest = random.below(table.reduce(0) { $0 + $1.1 })
    for (value, weight) in table {
      if rest < weight { return value }
      rest -= weight
    }
    return table[0].0
  }

  private mutating func ageBand() -> AgeBand {
    pick([
      (.under18, 1), (.age18to19, 2), (.twenties, 19), (.thirties, 28), (.forties, 22), (.fifties, 13), (.sixties, 7),
      (.seventies, 2), (.eightiesAndOver, 1), (.declined, 5),
    ])
  }

  private func sayable(_ band: AgeBand) -> String? {
    switch band {
    case .twenties, .thirties, .forties, .fifties, .sixties: band.label.ja
    default: nil
    }
  }

  /// Where those from elsewhere live, and how they say it; nearer and larger prefectures more often.
  private mutating func awayPrefecture() -> (code: String, say: String?) {
    pick([
      (("130001", "東京"), 30), (("120006", "千葉"), 15), (("110001", "埼玉"), 14), (("140007", "神奈川"), 14),
      (("090000", "栃木"), 5), (("070009", "福島"), 4), (("040002", "宮城"), 3), (("270008", "大阪"), 3),
      (("230006", "愛知"), 2), (("100005", "群馬"), 2), (("010006", "北海道"), 1), (("150002", "新潟"), 1),
      (("220001", "静岡"), 1), (("400009", "福岡"), 1), (("200000", "長野"), 1), ((Prefecture.overseas, "海外"), 1),
      ((Prefecture.declined, nil), 2),
    ])
  }

  private mutating func residence(home: Int?, away: String) -> Residence? {
    guard random.chance(0.95) else { return nil }
    guard let home else { return try? Residence(prefecture: away) }
    return try? Residence(
      prefecture: Prefecture.ibaraki, municipality: random.chance(0.85) ? atlas.places[home].code : nil)
  }

  private mutating func interests() -> [Interest] {
    let codes = (0..<random.below(Interest.maximumChoices + 1)).map { _ in
      Interest.all[random.below(Interest.all.count)].code
    }
    return (try? Interest.choose(codes)) ?? []
  }
}
