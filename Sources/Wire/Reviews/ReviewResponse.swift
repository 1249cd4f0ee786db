public import Community

/// `GET /api/reviews/{id}`: an item with what a decision needs.
public struct ReviewResponse: JSONBody {
  public let item: ReviewItem
  /// What was said before it, in the room or in its thread; ascending.
  public let before: [Message]
  public let after: [Message]
  public let author: AuthorHistory

  public init(item: ReviewItem, before: [Message], after: [Message], author: AuthorHistory) {
    self.item = item
    self.before = before
    self.after = after
    self.author = author
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("item", item)
      writer.field("before", before)
      writer.field("after", after)
      writer.field("author", author)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var item: ReviewItem?
    var before: [Message]?
    var after: [Message]?
    var author: AuthorHistory?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "item": item = try ReviewItem(from: &reader)
      case "before": before = try reader.list()
      case "after": after = try reader.list()
      case "author": author = try AuthorHistory(from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      item: try reader.require(item, "item"), before: try reader.require(before, "before"),
      after: try reader.require(after, "after"), author: try reader.require(author, "author"))
  }
}
