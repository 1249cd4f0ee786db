public import Community

/// A rule and how it has done.
public struct RuleEntry: JSONBody {
  public let rule: Rule
  public let statistics: RuleStatistics

  public init(_ rule: Rule, _ statistics: RuleStatistics = RuleStatistics()) {
    self.rule = rule
    self.statistics = statistics
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", rule.id)
      writer.field("version", rule.version)
      writer.field("foldVersion", rule.foldVersion)
      writer.field("body", rule.body)
      writer.field("owner", ifSome: rule.owner)
      writer.field("createdAtMs", rule.createdAt)
      writer.field("changedAtMs", rule.changedAt)
      writer.field("hits7d", statistics.hits7d)
      writer.field("right", statistics.right)
      writer.field("wrong", statistics.wrong)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var id: RuleID?
    var version: Int?
    var foldVersion: String?
    var body: RuleBody?
    var owner: MemberSummary?
    var created: Timestamp?
    var changed: Timestamp?
    var statistics = RuleStatistics()
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "version": version = try reader.count()
      case "foldVersion": foldVersion = try reader.string()
      case "body": body = try RuleBody(from: &reader)
      case "owner": owner = try MemberSummary(from: &reader)
      case "createdAtMs": created = try reader.timestamp()
      case "changedAtMs": changed = try reader.timestamp()
      case "hits7d": statistics.hits7d = try reader.count()
      case "right": statistics.right = try reader.count()
      case "wrong": statistics.wrong = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(
      Rule(
        id: try reader.require(id, "id"), version: try reader.require(version, "version"),
        foldVersion: try reader.require(foldVersion, "foldVersion"), body: try reader.require(body, "body"),
        owner: owner, createdAt: try reader.require(created, "createdAtMs"),
        changedAt: try reader.require(changed, "changedAtMs")), statistics)
  }
}

/// `GET /api/rules`
public struct RulesResponse: JSONBody {
  /// Of all rules together: raised by every change.
  public let version: Int
  public let rules: [RuleEntry]

  public init(version: Int, rules: [RuleEntry]) {
    self.version = version
    self.rules = rules
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("version", version)
      writer.field("rules", rules)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var version: Int?
    var rules: [RuleEntry]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "version": version = try reader.count()
      case "rules": rules = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(version: try reader.require(version, "version"), rules: try reader.require(rules, "rules"))
  }
}
