public import Community

extension AuthorHistory: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("member", member)
      writer.field("joinedAtMs", joinedAt)
      writer.field("isNewcomer", isNewcomer)
      writer.field("messages", messages)
      writer.field("hidden", hidden)
      writer.field("held", held)
      writer.field("reported", reported)
      writer.field("sanctions", sanctions)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var member: MemberSummary?
    var joinedAt: Timestamp?
    var isNewcomer: Bool?
    var messages: Int?
    var hidden: Int?
    var held: Int?
    var reported: Int?
    var sanctions: [PastSanction]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "member": member = try MemberSummary(from: &reader)
      case "joinedAtMs": joinedAt = try reader.timestamp()
      case "isNewcomer": isNewcomer = try reader.bool()
      case "messages": messages = try reader.count()
      case "hidden": hidden = try reader.count()
      case "held": held = try reader.count()
      case "reported": reported = try reader.count()
      case "sanctions": sanctions = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(
      member: try reader.require(member, "member"), joinedAt: try reader.require(joinedAt, "joinedAtMs"),
      isNewcomer: try reader.require(isNewcomer, "isNewcomer"), messages: try reader.require(messages, "messages"),
      hidden: try reader.require(hidden, "hidden"), held: try reader.require(held, "held"),
      reported: try reader.require(reported, "reported"), sanctions: try reader.require(sanctions, "sanctions"))
  }
}

extension PastSanction: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("atMs", at)
      writer.field("untilMs", ifSome: until)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var kind: String?
    var at: Timestamp?
    var until: Timestamp?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.string()
      case "atMs": at = try reader.timestamp()
      case "untilMs": until = try reader.timestamp()
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.require(kind, "kind"), at: try reader.require(at, "atMs"), until: until)
  }
}
