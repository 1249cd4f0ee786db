public import Community

/// `{"post":100,"revision":60,"comments":{"count":4,"lastAtMs":1}}`
extension ThreadSummary: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("post", postID)
      writer.field("revision", revision)
      writer.name("comments")
      CommentSummary(count: commentCount, lastAt: lastCommentAt).write(to: &writer)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (post, revision, comments): (MessageID?, Offset?, CommentSummary?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "post": post = try reader.id()
      case "revision": revision = try reader.offset()
      case "comments": comments = try CommentSummary(from: &reader)
      default: try reader.skip()
      }
    }
    let summary = try reader.require(comments, "comments")
    self.init(
      postID: try reader.require(post, "post"), revision: try reader.require(revision, "revision"),
      commentCount: summary.count, lastCommentAt: summary.lastAt)
  }
}
