import Community

/// The fields of a refusal, in a frame and in the body of an HTTP answer.
struct RefusalFields {
  private var code: Refusal?
  private var text: String?
  private var phrase: String?
  private var retryAfterMs: Int?

  /// Takes the field's value when the field is one of these.
  mutating func take(_ field: JSONKey, from reader: inout JSONReader) throws(JSONError) -> Bool {
    switch field {
    case "code": code = try reader.name()
    case "text": text = try reader.string()
    case "phrase": phrase = try reader.string()
    case "retryAfterMs": retryAfterMs = try reader.count()
    default: return false
    }
    return true
  }

  func refused(_ reader: borrowing JSONReader) throws(JSONError) -> Refused {
    Refused(
      refusal: try reader.require(code, "code"), text: try reader.require(text, "text"), phrase: phrase,
      retryAfterMs: retryAfterMs)
  }
}

extension Refused {
  func writeFields(to writer: inout JSONWriter) {
    writer.field("code", refusal)
    writer.field("text", text)
    writer.field("phrase", ifSome: phrase)
    writer.field("retryAfterMs", ifSome: retryAfterMs)
  }
}
