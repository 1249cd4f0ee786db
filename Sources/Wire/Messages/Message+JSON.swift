public import Community

/// A message as everybody sees it. Fields that hold nothing are left out; `hidden` and `deleted` carry no `body`.
extension Message: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writeFields(to: &$0) }
  }

  /// `key` comes last but for the reader's own stickers: a reader in a hurry finds it from the end.
  func writeFields(to writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("room", roomID)
    writer.field("offset", offset)
    writer.field("revision", revision)
    if let threadID { writer.field("thread", threadID) }
    writer.field("author", author)
    writer.field("state", state)
    writer.field("body", ifSome: body)
    writer.field("createdAtMs", createdAt)
    writer.field("editedAtMs", ifSome: editedAt)
    if commentCount > 0 || lastCommentAt != nil {
      writer.name("comments")
      CommentSummary(count: commentCount, lastAt: lastCommentAt).write(to: &writer)
    }
    if !tallies.isEmpty { writer.field("tallies", tallies) }
    if !mentions.isEmpty { writer.field("mentions", mentions) }
    writer.field("key", key)
  }

  /// What a `reacted` publication carries of the message: where it is and its tallies, even when there are none left.
  func writeTallies(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("room", roomID)
      writer.field("revision", revision)
      writer.field("tallies", tallies)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    self = try MessageFields(from: &reader).message(reader)
  }
}

/// A message with the reader's own stickers in `mine`, left out when there are none.
extension PersonalMessage: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      message.writeFields(to: &writer)
      if !mine.isEmpty { writer.field("mine", mine) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    let fields = try MessageFields(from: &reader)
    self.init(message: try fields.message(reader), mine: fields.mine)
  }
}
