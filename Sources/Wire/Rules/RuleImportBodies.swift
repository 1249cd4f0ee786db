/// `POST /api/rules/import`
public struct RuleImportRequest: JSONBody {
  public enum Format: String, CaseIterable, Sendable {
    case tsv
    case csv
  }

  public let text: String
  public let format: Format
  /// Only says what would happen.
  public let isPreview: Bool

  public init(text: String, format: Format, isPreview: Bool) {
    self.text = text
    self.format = format
    self.isPreview = isPreview
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("text", text)
      writer.field("format", format)
      writer.field("preview", isPreview)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var text: String?
    var format = Format.tsv
    var isPreview = true
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try reader.string()
      case "format": format = try reader.name()
      case "preview": isPreview = try reader.bool()
      default: try reader.skip()
      }
    }
    self.init(text: try reader.require(text, "text"), format: format, isPreview: isPreview)
  }
}

/// What an import did, or would do.
public struct RuleImportResponse: JSONBody {
  /// Something about one line of the file.
  public struct Remark: JSONBody {
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
      self.line = line
      self.message = message
    }

    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("line", line)
        writer.field("message", message)
      }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
      var line: Int?
      var message: String?
      try reader.enterObject()
      while let key = try reader.nextKey() {
        switch key {
        case "line": line = try reader.count()
        case "message": message = try reader.string()
        default: try reader.skip()
        }
      }
      self.init(line: try reader.require(line, "line"), message: try reader.require(message, "message"))
    }
  }

  public let added: Int
  public let changed: Int
  /// Lines for what is there already, however it is written.
  public let duplicates: [Remark]
  public let errors: [Remark]

  public init(added: Int, changed: Int, duplicates: [Remark], errors: [Remark]) {
    self.added = added
    self.changed = changed
    self.duplicates = duplicates
    self.errors = errors
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("added", added)
      writer.field("changed", changed)
      writer.field("duplicates", duplicates)
      writer.field("errors", errors)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (added, changed): (Int?, Int?)
    var (duplicates, errors): ([Remark]?, [Remark]?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "added": added = try reader.count()
      case "changed": changed = try reader.count()
      case "duplicates": duplicates = try reader.list()
      case "errors": errors = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(
      added: try reader.require(added, "added"), changed: try reader.require(changed, "changed"),
      duplicates: try reader.require(duplicates, "duplicates"), errors: try reader.require(errors, "errors"))
  }
}
