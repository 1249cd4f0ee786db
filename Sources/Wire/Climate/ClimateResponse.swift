/// `GET /api/rooms/{id}/climate`: why the early warning speaks, in values a moderator can check. Also while a room is calm.
public struct ClimateResponse: JSONBody {
  public let entry: ClimateEntry
  /// The highest first.
  public let bars: [ClimateBar]
  public let target: ClimateTarget?
  public let lines: [ClimateLine]
  /// Words used more than usual.
  public let words: [String]
  public let steps: [ClimateStep]

  public init(
    entry: ClimateEntry, bars: [ClimateBar], target: ClimateTarget?, lines: [ClimateLine], words: [String],
    steps: [ClimateStep]
  ) {
    self.entry = entry
    self.bars = bars
    self.target = target
    self.lines = lines
    self.words = words
    self.steps = steps
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("climate", entry)
      writer.field("bars", bars)
      writer.field("target", ifSome: target)
      writer.field("lines", lines)
      writer.name("words")
      writer.array(words) { word, writer in writer.string(word) }
      writer.field("steps", steps)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var entry: ClimateEntry?
    var bars: [ClimateBar]?
    var target: ClimateTarget?
    var lines: [ClimateLine]?
    var words: [String]?
    var steps: [ClimateStep]?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "climate": entry = try ClimateEntry(from: &reader)
      case "bars": bars = try reader.list()
      case "target": target = try ClimateTarget(from: &reader)
      case "lines": lines = try reader.list()
      case "words": words = try reader.strings()
      case "steps": steps = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(
      entry: try reader.require(entry, "climate"), bars: try reader.require(bars, "bars"), target: target,
      lines: try reader.require(lines, "lines"), words: try reader.require(words, "words"),
      steps: try reader.require(steps, "steps"))
  }
}

/// `POST /api/rooms/{id}/playbook`
public struct PlaybookRequest: JSONBody {
  public let step: String

  public init(step: String) {
    self.step = step
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("step", step)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var step: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "step": step = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(step: try reader.require(step, "step"))
  }
}
