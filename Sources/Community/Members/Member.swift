/// What every member may see of another: nothing that was given in confidence.
public struct MemberSummary: Hashable, Sendable {
  public let id: MemberID
  public let name: String
  public let role: Role
  /// Who someone is (先輩移住者 …), granted by staff; grants nothing.
  public let badges: [String]

  public init(id: MemberID, name: String, role: Role, badges: [String] = []) {
    self.id = id
    self.name = name
    self.role = role
    self.badges = badges
  }
}

/// Attributes a member may tell, each optional. Stored encrypted; never in another member's answers, a log or a URL.
public struct MemberAttributes: Hashable, Codable, Sendable {
  /// `nil` = not asked or withdrawn; `AgeBand.declined` = 回答しない.
  public var ageBand: AgeBand?
  public var residence: Residence?
  public var interests: [Interest]

  public init(ageBand: AgeBand? = nil, residence: Residence? = nil, interests: [Interest] = []) {
    self.ageBand = ageBand
    self.residence = residence
    self.interests = interests
  }
}
