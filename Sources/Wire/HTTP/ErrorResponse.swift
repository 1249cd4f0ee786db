import Community

/// The body of every HTTP answer that says no: `{"error":{"code":"notFound","text":"…"}}`. Its status is
/// `Refusal.httpStatus`.
public struct ErrorResponse: JSONBody {
  public let refused: Refused

  public init(_ refused: Refused) {
    self.refused = refused
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("error")
      writer.object { refused.writeFields(to: &$0) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var refused: Refused?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "error": refused = try Self.refused(from: &reader)
      default: try reader.skip()
      }
    }
    self.refused = try reader.require(refused, "error")
  }

  private static func refused(from reader: inout JSONReader) throws(JSONError) -> Refused {
    var fields = RefusalFields()
    try reader.enterObject()
    while let key = try reader.nextKey() {
      if try !fields.take(key, from: &reader) { try reader.skip() }
    }
    return try fields.refused(reader)
  }
}
