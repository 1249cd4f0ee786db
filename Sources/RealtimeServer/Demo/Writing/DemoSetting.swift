import Community

/// What one thread is about: a place, and one thing of each kind that the texts may name.
struct DemoSetting: Sendable {
  var place = 0
  var sight = ""
  var flower = ""
  var veg = ""
  var fruit = ""
  var food = ""
  var other = ""
  var fest = ""
  var matsuri = ""
  /// A coming Saturday or Sunday, the same in the whole thread.
  var date = ""
}

extension DemoSetting {
  /// A place and what it offers this month.
  /// - Returns: `nil` when it has nothing to name.
  init?(about place: Int, month: Int, atlas: DemoAtlas, using random: inout SplitMix64) {
    guard let sight = atlas.item(.sight, of: place, month: month, using: &random),
      let food =
        atlas.item(.fruit, of: place, month: month, using: &random)
        ?? atlas.item(.veg, of: place, month: month, using: &random)
    else { return nil }
    self.place = place
    self.sight = sight.name
    self.food = food.name
  }

  /// Chooses what a scene needs, all in season and in the room's region.
  /// - Returns: `nil` when the season or the region has nothing to offer.
  init?(
    for scene: DemoScene, region: DemoAtlas.Region, at time: JapanTime, atlas: DemoAtlas,
    using random: inout SplitMix64
  ) {
    place = atlas.place(in: region, using: &random)
    date = DemoSeasons.comingDate(time, using: &random)
    let month = time.month
    // The first thing chosen decides the place; the others come from there, or from nearby.
    var isPlaced = false
    func choose(
      _ kind: DemoAtlas.Kind, _ random: inout SplitMix64, where suits: (DemoAtlas.Item) -> Bool = { _ in true }
    ) -> DemoAtlas.Item? {
      if isPlaced, let own = atlas.item(kind, of: place, month: month, using: &random), suits(own) { return own }
      for wider in [region, .everywhere] {
        let list = atlas.items(kind, month: month, in: wider)
        guard !list.isEmpty else { continue }
        let start = random.below(list.count)
        for offset in 0..<list.count where suits(list[(start + offset) % list.count]) {
          return list[(start + offset) % list.count]
        }
        if !isPlaced && wider == region && region != .everywhere { return nil }
      }
      return nil
    }
    let slots = scene.slots
    if slots.contains(.flower) {
      guard let item = choose(.flower, &random) else { return nil }
      (flower, sight, place, isPlaced) = (item.name, item.sight, item.place, true)
    }
    if slots.contains(.matsuri) {
      guard let item = choose(.matsuri, &random) else { return nil }
      (matsuri, place, isPlaced) = (item.name, item.place, true)
    }
    if slots.contains(.sight) && !slots.contains(.flower) {
      let kinds = scene.sightKinds
      guard let item = choose(.sight, &random, where: { kinds.contains($0.kind) }) else { return nil }
      (sight, place, isPlaced) = (item.name, isPlaced ? place : item.place, true)
    }
    if slots.contains(.fest) {
      guard let item = choose(.fest, &random) else { return nil }
      (fest, place, isPlaced) = (item.name, isPlaced ? place : item.place, true)
    }
    if slots.contains(.veg) || slots.contains(.food) || slots.contains(.other) {
      guard let item = choose(.veg, &random) else { return nil }
      (veg, place, isPlaced) = (item.name, isPlaced ? place : item.place, true)
    }
    if slots.contains(.fruit) || slots.contains(.food) || slots.contains(.other) {
      guard let item = choose(.fruit, &random) else { return nil }
      (fruit, place, isPlaced) = (item.name, isPlaced ? place : item.place, true)
    }
    (food, other) = random.chance(0.5) ? (veg, fruit) : (fruit, veg)
  }
}
