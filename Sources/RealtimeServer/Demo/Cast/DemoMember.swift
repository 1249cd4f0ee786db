import Community

/// An invented member. No person of the name exists here or was meant.
struct DemoMember: Sendable {
  let name: String
  let role: Role
  let badges: [String]
  let attributes: MemberAttributes
  let joinedAt: Timestamp

  /// An address in a domain that cannot receive mail (RFC 2606).
  static func emailAddress(of index: Int) -> String { "demo\(index + 1)@hiroba.example" }
}

/// What an invented member can say of themselves.
struct DemoTrait: Sendable {
  /// Place in `DemoAtlas`, inside Ibaraki only.
  let home: Int?
  /// 東京, or for someone who moved the prefecture they came from.
  let from: String
  /// Whether a day's trip to Ibaraki is a matter of course.
  var isNear: Bool { ["東京", "千葉", "埼玉", "神奈川", "栃木", "群馬", "福島"].contains(from) }
  /// 30代, when told and plausible to say.
  let age: String?
  /// 3年, for those who moved.
  let years: String
  let kid: String
  let baby: String
  let isCasual: Bool
  /// How often they speak: 0 seldom … 1 often.
  let activity: Double
}
