public import Community

/// `GET /api/rooms/{id}/messages`: part of a room's posts, of one moment.
public struct MessagePageResponse: JSONBody {
  public let epoch: String
  /// The room's latest offset at that moment: publications after it bring the page up to date.
  public let offset: Offset
  /// How far the member has read.
  public let readOffset: Offset
  /// Posts, ascending by offset.
  public let messages: [PersonalMessage]
  public let hasOlder: Bool
  public let hasNewer: Bool

  public init(
    epoch: String, offset: Offset, readOffset: Offset, messages: [PersonalMessage], hasOlder: Bool, hasNewer: Bool
  ) {
    self.epoch = epoch
    self.offset = offset
    self.readOffset = readOffset
    self.messages = messages
    self.hasOlder = hasOlder
    self.hasNewer = hasNewer
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("epoch", epoch)
      writer.field("offset", offset)
      writer.field("readOffset", readOffset)
      writer.field("messages", messages)
      writer.field("hasOlder", hasOlder)
      writer.field("hasNewer", hasNewer)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var readOffset: Offset?
    let page = try PageFields(from: &reader) { key, reader throws(JSONError) in
      guard case "readOffset" = key else { return false }
      readOffset = try reader.offset()
      return true
    }
    self.init(
      epoch: page.epoch, offset: page.offset, readOffset: try reader.require(readOffset, "readOffset"),
      messages: page.messages, hasOlder: page.hasOlder, hasNewer: page.hasNewer)
  }
}

/// `GET /api/messages/{id}/comments`: part of a post's comments, with the post, of one moment.
public struct CommentPageResponse: JSONBody {
  public let epoch: String
  /// The room's latest offset at that moment.
  public let offset: Offset
  public let post: PersonalMessage
  /// Comments, ascending by offset.
  public let messages: [PersonalMessage]
  public let hasOlder: Bool
  public let hasNewer: Bool

  public init(
    epoch: String, offset: Offset, post: PersonalMessage, messages: [PersonalMessage], hasOlder: Bool, hasNewer: Bool
  ) {
    self.epoch = epoch
    self.offset = offset
    self.post = post
    self.messages = messages
    self.hasOlder = hasOlder
    self.hasNewer = hasNewer
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("epoch", epoch)
      writer.field("offset", offset)
      writer.field("post", post)
      writer.field("messages", messages)
      writer.field("hasOlder", hasOlder)
      writer.field("hasNewer", hasNewer)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var post: PersonalMessage?
    let page = try PageFields(from: &reader) { key, reader throws(JSONError) in
      guard case "post" = key else { return false }
      post = try PersonalMessage(from: &reader)
      return true
    }
    self.init(
      epoch: page.epoch, offset: page.offset, post: try reader.require(post, "post"), messages: page.messages,
      hasOlder: page.hasOlder, hasNewer: page.hasNewer)
  }
}

/// The fields all pages have.
private struct PageFields {
  let epoch: String
  let offset: Offset
  let messages: [PersonalMessage]
  let hasOlder: Bool
  let hasNewer: Bool

  /// - Parameter own: takes the value of a field that only this kind of page has.
  init(
    from reader: inout JSONReader, own: (JSONKey, inout JSONReader) throws(JSONError) -> Bool
  ) throws(JSONError) {
    var (epoch, offset, messages): (String?, Offset?, [PersonalMessage]?)
    var (hasOlder, hasNewer): (Bool?, Bool?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "epoch": epoch = try reader.string()
      case "offset": offset = try reader.offset()
      case "messages": messages = try reader.list()
      case "hasOlder": hasOlder = try reader.bool()
      case "hasNewer": hasNewer = try reader.bool()
      default: if try !own(key, &reader) { try reader.skip() }
      }
    }
    self.epoch = try reader.require(epoch, "epoch")
    self.offset = try reader.require(offset, "offset")
    self.messages = try reader.require(messages, "messages")
    self.hasOlder = try reader.require(hasOlder, "hasOlder")
    self.hasNewer = try reader.require(hasNewer, "hasNewer")
  }
}
