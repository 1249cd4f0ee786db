/// `POST /api/messages/{id}/correction`: a calm word to those who may have seen what was hidden.
public struct CorrectionRequest: JSONBody {
  public let text: String?

  public init(text: String? = nil) {
    self.text = text
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("text", ifSome: text)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var text: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try reader.takeNull() ? nil : try reader.string(upTo: 4_000)
      default: try reader.skip()
      }
    }
    self.init(text: text)
  }
}

/// How many members were told.
public struct CorrectionResponse: JSONBody {
  public let told: Int

  public init(told: Int) {
    self.told = told
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("told", told)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var told: Int?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "told": told = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(told: try reader.require(told, "told"))
  }
}
