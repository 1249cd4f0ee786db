public import Community

/// One bar of the card: what rose against the room's usual.
public struct ClimateBar: JSONBody {
  public enum Signal: String, CaseIterable, Sendable {
    case rate, bad, negative, newcomers, concentration
  }

  public let signal: Signal
  /// Tenths of the usual swings above the usual; 0 when not above it.
  public let height: Int
  /// The numbers as a sentence, in the reader's language.
  public let text: String

  public init(signal: Signal, height: Int, text: String) {
    self.signal = signal
    self.height = height
    self.text = text
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("signal", signal)
      writer.field("height", height)
      writer.field("text", text)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var signal: Signal?
    var height: Int?
    var text: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "signal": signal = try reader.name()
      case "height": height = try reader.count()
      case "text": text = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      signal: try reader.require(signal, "signal"), height: try reader.require(height, "height"),
      text: try reader.require(text, "text"))
  }
}

/// A line that a moderator should read first.
public struct ClimateLine: JSONBody {
  public let message: MessageID
  public let thread: MessageID?
  public let offset: Offset
  public let author: MemberSummary
  /// The beginning of what it says.
  public let excerpt: String

  public init(message: MessageID, thread: MessageID?, offset: Offset, author: MemberSummary, excerpt: String) {
    self.message = message
    self.thread = thread
    self.offset = offset
    self.author = author
    self.excerpt = excerpt
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("message", message)
      if let thread { writer.field("thread", thread) }
      writer.field("offset", offset)
      writer.field("author", author)
      writer.field("excerpt", excerpt)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var message: MessageID?
    var thread: MessageID?
    var offset: Offset?
    var author: MemberSummary?
    var excerpt: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "message": message = try reader.id()
      case "thread": thread = try reader.id()
      case "offset": offset = try reader.offset()
      case "author": author = try MemberSummary(from: &reader)
      case "excerpt": excerpt = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      message: try reader.require(message, "message"), thread: thread, offset: try reader.require(offset, "offset"),
      author: try reader.require(author, "author"), excerpt: try reader.require(excerpt, "excerpt"))
  }
}

/// What most replies, mentions and reactions aim at: a message, or a member.
public struct ClimateTarget: JSONBody {
  public let line: ClimateLine?
  public let member: MemberSummary?
  /// Of all replies, mentions and reactions, in per cent.
  public let percent: Int

  public init(line: ClimateLine? = nil, member: MemberSummary? = nil, percent: Int) {
    self.line = line
    self.member = member
    self.percent = percent
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line", ifSome: line)
      writer.field("member", ifSome: member)
      writer.field("percent", percent)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var line: ClimateLine?
    var member: MemberSummary?
    var percent: Int?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "line": line = try ClimateLine(from: &reader)
      case "member": member = try MemberSummary(from: &reader)
      case "percent": percent = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(line: line, member: member, percent: try reader.require(percent, "percent"))
  }
}

/// What a moderator may do with one tap.
public struct ClimateStep: JSONBody {
  public let step: String
  public let label: String

  public init(step: String, label: String) {
    self.step = step
    self.label = label
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("step", step)
      writer.field("label", label)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var step: String?
    var label: String?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "step": step = try reader.string()
      case "label": label = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(step: try reader.require(step, "step"), label: try reader.require(label, "label"))
  }
}
