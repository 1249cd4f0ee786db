public import Community

/// `{"member":7,"name":"みと梅ざけ"}`
extension Mention: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("member", memberID)
      writer.field("name", name)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (member, name): (MemberID?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "member": member = try reader.id()
      case "name": name = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(memberID: try reader.require(member, "member"), name: try reader.require(name, "name"))
  }
}
