import Community
import Testing

@Suite struct `Room policy` {
  static func room(_ audience: Room.Audience, _ posting: Room.Posting) -> Room {
    Room(
      id: RoomID(1), slug: "mito", name: "水戸・県央のくらし", purpose: "", categoryID: RoomCategoryID(1),
      audience: audience, posting: posting)
  }

  /// What one role may do in one kind of room; `nil` is yes.
  struct Row: Sendable, CustomTestStringConvertible {
    let audience: Room.Audience
    let posting: Room.Posting
    let role: Role
    let read: Refusal?
    let post: Refusal?
    let react: Refusal?
    var testDescription: String { "\(role) in \(audience)/\(posting)" }
  }

  static let official: [Role] = [.communityManager, .staff, .administrator]

  static let rows: [Row] =
    Role.allCases.flatMap { role in
      let isOfficial = official.contains(role)
      return [
        Row(audience: .everyone, posting: .everyone, role: role, read: nil, post: nil, react: nil),
        Row(
          audience: .everyone, posting: .officialWithStickers, role: role, read: nil,
          post: isOfficial ? nil : .roomStickersOnly, react: nil),
        Row(
          audience: .everyone, posting: .officialOnly, role: role, read: nil,
          post: isOfficial ? nil : .roomReadOnly, react: isOfficial ? nil : .roomReadOnly),
      ]
    }
    + [Role.moderator, .communityManager, .staff, .administrator].map { role in
      Row(audience: .staff, posting: .everyone, role: role, read: nil, post: nil, react: nil)
    }
    + Room.Posting.allCases.map { posting in
      // A room one may not see looks like no room at all, whatever its other rules.
      Row(audience: .staff, posting: posting, role: .member, read: .notFound, post: .notFound, react: .notFound)
    }

  @Test(arguments: rows)
  func `roles may read, post and react as the table says`(_ row: Row) {
    let room = Self.room(row.audience, row.posting)
    #expect(RoomPolicy.decideReading(room, as: row.role) == row.read)
    #expect(RoomPolicy.decidePosting(in: room, as: row.role) == row.post)
    #expect(RoomPolicy.decideReacting(in: room, as: row.role) == row.react)
    #expect(room.admits(row.role) == (row.read == nil))
  }

  @Test func `wire names of audiences and posting rules stay`() {
    #expect(Room.Audience.allCases.map(\.rawValue) == ["everyone", "staff"])
    #expect(Room.Posting.allCases.map(\.rawValue) == ["everyone", "officialWithStickers", "officialOnly"])
  }
}
