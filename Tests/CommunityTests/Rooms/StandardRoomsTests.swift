import Community
import Testing

@Suite struct `Standard rooms` {
  @Test func `there are 17 rooms for everyone and 3 for staff`() {
    let audiences = Dictionary(grouping: StandardRooms.rooms, by: \.audience).mapValues(\.count)
    #expect(audiences == [.everyone: 17, .staff: 3])
  }

  @Test func `slugs and names are distinct, slugs are plain ASCII`() {
    let slugs = StandardRooms.rooms.map(\.slug) + StandardRooms.categories.map(\.slug)
    #expect(slugs.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } })
    #expect(Set(StandardRooms.rooms.map(\.slug)).count == StandardRooms.rooms.count)
    #expect(Set(StandardRooms.rooms.map(\.name)).count == StandardRooms.rooms.count)
    #expect(Set(StandardRooms.categories.map(\.slug)).count == StandardRooms.categories.count)
  }

  @Test func `rooms come category by category, in the categories' order`() {
    var order: [String] = []
    for room in StandardRooms.rooms where order.last != room.category { order.append(room.category) }
    #expect(order == StandardRooms.categories.map(\.slug))
  }

  @Test func `only the two rooms of announcements restrict posting`() {
    let restricted = StandardRooms.rooms.filter { $0.posting != .everyone }
    #expect(restricted.map(\.name) == ["運営からのお知らせ", "市町村からのお知らせ"])
    #expect(restricted.map(\.posting) == [.officialOnly, .officialWithStickers])
  }

  @Test func `staff rooms are all of the last category`() {
    for room in StandardRooms.rooms {
      #expect((room.audience == .staff) == (room.category == StandardRooms.categories.last?.slug))
    }
  }

  @Test(arguments: StandardRooms.rooms)
  func `a purpose is one or two sentences that fit a phone`(_ room: RoomDefinition) {
    #expect(room.purpose.hasSuffix("。"))
    #expect((20...80).contains(room.purpose.count), "\(room.purpose.count): \(room.purpose)")
    #expect((2...20).contains(room.name.count))
  }
}
