public import Community

/// A member who has just signed in or up: `{"member":{…}}`.
public struct MemberResponse: JSONBody {
  public let member: MemberSummary

  public init(member: MemberSummary) { self.member = member }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("member", member) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var member: MemberSummary?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "member": member = try MemberSummary(from: &reader)
      default: try reader.skip()
      }
    }
    self.member = try reader.require(member, "member")
  }
}

/// `GET /api/members`: members whose name fits, best first, for mentions.
public struct MembersResponse: JSONBody {
  public let members: [MemberSummary]

  public init(members: [MemberSummary]) { self.members = members }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("members", members) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var members: [MemberSummary]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "members": members = try reader.list()
      default: try reader.skip()
      }
    }
    self.members = try reader.require(members, "members")
  }
}
