public import Community

/// `{"id":7,"name":"みと梅ざけ","role":"member","badges":["先輩移住者"]}`
extension MemberSummary: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("name", name)
      writer.field("role", role)
      if !badges.isEmpty { writer.field("badges", badges) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (id, name, role): (MemberID?, String?, Role?)
    var badges: [String] = []
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "name": name = try reader.string()
      case "role": role = try reader.name()
      case "badges": badges = try reader.strings()
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.require(id, "id"), name: try reader.require(name, "name"),
      role: try reader.require(role, "role"), badges: badges)
  }
}
