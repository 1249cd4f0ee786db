public import Community

extension RuleHit: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("rule", rule)
      writer.field("version", version)
      writer.field("action", action)
      writer.field("category", category)
      writer.field("phrase", phrase)
      writer.field("startUTF16", startUTF16)
      writer.field("endUTF16", endUTF16)
      writer.field("explanation", explanation)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var rule: String?
    var version: Int?
    var action: String?
    var category: String?
    var phrase: String?
    var startUTF16: Int?
    var endUTF16: Int?
    var explanation: LocalizedText?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "rule": rule = try reader.string()
      case "version": version = try reader.count()
      case "action": action = try reader.string()
      case "category": category = try reader.string()
      case "phrase": phrase = try reader.string()
      case "startUTF16": startUTF16 = try reader.count()
      case "endUTF16": endUTF16 = try reader.count()
      case "explanation": explanation = try reader.localizedText()
      default: try reader.skip()
      }
    }
    self.init(
      rule: try reader.require(rule, "rule"), version: try reader.require(version, "version"),
      action: try reader.require(action, "action"), category: try reader.require(category, "category"),
      phrase: try reader.require(phrase, "phrase"), startUTF16: try reader.require(startUTF16, "startUTF16"),
      endUTF16: try reader.require(endUTF16, "endUTF16"), explanation: try reader.require(explanation, "explanation"))
  }
}
