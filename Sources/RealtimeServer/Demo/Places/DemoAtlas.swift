import Community

/// What the demo community knows of Ibaraki's 44 municipalities, looked up by month and region.
struct DemoAtlas: Sendable {
  /// Something a place is known for.
  struct Item: Sendable {
    let name: String
    let place: Int
    /// Where it is: for a flower the sight, else empty.
    let sight: String
    /// For a sight its kind, else a space.
    let kind: Character
    let months: UInt16
  }

  struct Place: Sendable {
    let code: String
    /// つくば市
    let city: String
    /// つくば; towns and villages keep their ending, as people say it.
    let town: String
    let area: Municipality.Area
    let weight: Int
  }

  enum Kind: String, CaseIterable, Sendable {
    case sight, flower, veg, fruit, fest, matsuri
  }

  /// Which part of the prefecture a room speaks of.
  enum Region: Int, CaseIterable, Sendable {
    case everywhere, kenhoku, kenou, rokkou, tsukuba, kensei

    init(room: String) {
      switch room {
      case "mito": self = .kenou
      case "tsukuba": self = .tsukuba
      case "kenhoku": self = .kenhoku
      case "rokkou": self = .rokkou
      case "kensei": self = .kensei
      default: self = .everywhere
      }
    }

    func contains(_ place: Place) -> Bool {
      switch self {
      case .everywhere: true
      case .kenhoku: place.area == .kenhoku
      case .kenou: place.area == .kenou
      case .rokkou: place.area == .rokkou
      case .kensei: place.area == .kensei
      // つくば・TX沿線: the line's own cities and those beside them.
      case .tsukuba: ["つくば", "守谷", "つくばみらい", "土浦", "牛久", "取手"].contains(place.town)
      }
    }
  }

  let places: [Place]
  /// Places of a region, each as often as its weight.
  private let weighted: [[Int]]
  /// By kind, month and region.
  private let items: [[Item]]
  /// Items of one place, by kind.
  private let local: [[[Item]]]

  /// - Throws: `DemoScriptError` for a mistake in the table.
  init() throws {
    var places: [Place] = []
    var all: [Kind: [Item]] = [:]
    for line in (Self.north + "\n" + Self.south).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { throw DemoScriptError(line: String(line), problem: "no list") }
      if let kind = Kind(rawValue: String(words[0])) {
        for entry in words[1].split(separator: ",") {
          all[kind, default: []].append(Self.readItem(entry.drop { $0 == " " }, place: places.count - 1))
        }
      } else {
        guard let municipality = Municipality.find(String(words[0])) else {
          throw DemoScriptError(line: String(line), problem: "unknown municipality")
        }
        let rest = words[1].split(separator: " ")
        let isCity = municipality.label.ja.hasSuffix("市")
        places.append(
          Place(
            code: municipality.code, city: municipality.label.ja,
            town: isCity ? String(rest[0]) : municipality.label.ja, area: municipality.area,
            weight: rest.count > 1 ? Int(rest[1]) ?? 1 : 1))
      }
    }
    self.places = places
    self.weighted = Region.allCases.map { region in
      places.indices.filter { region.contains(places[$0]) }.flatMap { Array(repeating: $0, count: places[$0].weight) }
    }
    self.local = Kind.allCases.map { kind in
      places.indices.map { place in (all[kind] ?? []).filter { $0.place == place } }
    }
    var items: [[Item]] = []
    for kind in Kind.allCases {
      for month in 0...12 {
        for region in Region.allCases {
          items.append(
            (all[kind] ?? []).filter {
              $0.months & (1 << UInt16(month)) != 0 && region.contains(places[$0.place])
            })
        }
      }
    }
    self.items = items
  }

  /// What is in season in a region, in no order of merit.
  func items(_ kind: Kind, month: Int, in region: Region) -> [Item] {
    items[((Kind.allCases.firstIndex(of: kind) ?? 0) * 13 + month) * Region.allCases.count + region.rawValue]
  }

  /// One thing of a place that is in season, if it has one.
  func item(_ kind: Kind, of place: Int, month: Int, using random: inout SplitMix64) -> Item? {
    let list = local[Kind.allCases.firstIndex(of: kind) ?? 0][place]
    guard !list.isEmpty else { return nil }
    let start = random.below(list.count)
    for offset in 0..<list.count {
      let item = list[(start + offset) % list.count]
      if item.months & (1 << UInt16(month)) != 0 { return item }
    }
    return nil
  }

  func place(in region: Region, using random: inout SplitMix64) -> Int {
    let list = weighted[region.rawValue]
    return list[random.below(list.count)]
  }

  /// The place a text names, the longest name first (つくばみらい before つくば).
  func placeNamed(in text: String) -> Int? {
    places.indices.filter { text.contains(places[$0].town) || text.contains(places[$0].city) }
      .max { places[$0].town.count < places[$1].town.count }
  }

  /// `name@sight months`, `name:kind months` or `name months`.
  private static func readItem(_ entry: Substring, place: Int) -> Item {
    var words = entry.split(separator: " ")
    var months: UInt16 = 0
    while let last = words.last, let digit = last.utf8.first, (0x30...0x39).contains(digit) {
      months |= DemoCondition.months(last)
      words.removeLast()
    }
    let name = words.joined(separator: " ")
    let at = name.split(separator: "@")
    let typed = name.split(separator: ":")
    return Item(
      name: String(at.count == 2 ? at[0] : typed[0]), place: place, sight: at.count == 2 ? String(at[1]) : "",
      kind: typed.count == 2 ? typed[1].first ?? " " : " ", months: months == 0 ? .max : months)
  }
}
