import Community

/// The members of a demo community and what each of them may say. The staff side comes first, then the others in the
/// order in which they joined.
struct DemoCast: Sendable {
  /// Smallest cast: one of everybody the texts need, in each region.
  static let minimumCount = 40

  let members: [DemoMember]
  let traits: [DemoTrait]
  /// Indices of members by speaker, area and manner, ascending.
  private let pools: [[Int32]]

  /// - Parameters:
  ///   - count: members, raised to `minimumCount`.
  ///   - span: from the opening of the community to now; everybody joins in it.
  init(seed: UInt64, count: Int, atlas: DemoAtlas, joining span: ClosedRange<Timestamp>) {
    var recruiter = DemoRecruiter(seed: seed, count: max(count, Self.minimumCount), atlas: atlas, span: span)
    recruiter.recruit()
    self.members = recruiter.members
    self.traits = recruiter.traits
    var pools = Array(repeating: [Int32](), count: DemoSpeaker.allCases.count * Self.poolsPerSpeaker)
    for index in members.indices {
      for speaker in recruiter.speakers[index] {
        let isCasual = traits[index].isCasual
        let areas = [0] + (traits[index].home.map { [Self.number(of: atlas.places[$0].area)] } ?? [])
        for area in areas { pools[Self.pool(speaker, area: area, casual: isCasual)].append(Int32(index)) }
      }
    }
    self.pools = pools
  }

  /// Members who may say such a line, in the order in which they joined.
  /// - Parameter area: 0 for anywhere, else `number(of:)`.
  func members(_ pool: Int) -> [Int32] { pools[pool] }

  var poolCount: Int { pools.count }

  static func pool(_ speaker: DemoSpeaker, area: Int, casual: Bool) -> Int {
    (DemoSpeaker.allCases.firstIndex(of: speaker) ?? 0) * poolsPerSpeaker + area * 2 + (casual ? 1 : 0)
  }

  static func number(of area: Municipality.Area) -> Int {
    (Municipality.Area.allCases.firstIndex(of: area) ?? 0) + 1
  }

  private static let poolsPerSpeaker = (Municipality.Area.allCases.count + 1) * 2
}
