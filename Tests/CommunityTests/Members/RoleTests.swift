import Community
import Testing

@Suite struct `Roles and permissions` {
  /// The whole table, written out: a change of a rule changes a line here.
  static let table: [(Role, Set<Permission>)] = [
    (.member, []),
    (.moderator, [.enterStaffRooms, .hideMessages, .readEditHistory, .reviewMessages, .readEvidence, .controlRooms]),
    (
      .communityManager,
      [
        .enterStaffRooms, .postInOfficialRooms, .hideMessages, .readEditHistory, .reviewMessages, .readEvidence,
        .controlRooms, .manageRooms, .manageRules, .readAudit,
      ]
    ),
    (
      .staff,
      [
        .enterStaffRooms, .postInOfficialRooms, .hideMessages, .readEditHistory, .reviewMessages, .readEvidence,
        .controlRooms, .readAudit,
      ]
    ),
    (.administrator, Set(Permission.allCases)),
  ]

  @Test func `every role is in the table`() {
    #expect(Self.table.map(\.0) == Role.allCases)
  }

  @Test(arguments: table)
  func `a role may do what the table says and nothing else`(_ role: Role, _ permissions: Set<Permission>) {
    #expect(Set(Permission.allCases.filter(role.allows)) == permissions)
  }

  @Test(arguments: Role.allCases)
  func `everyone but a member is on the staff side`(_ role: Role) {
    #expect(role.isStaffSide == (role != .member))
  }
}
