public import Community

/// `GET /api/messages/{id}`: one message, and the post it comments on.
public struct MessageResponse: JSONBody {
  public let epoch: String
  /// The room's latest offset at that moment.
  public let offset: Offset
  public let message: PersonalMessage
  /// Only with a comment.
  public let post: PersonalMessage?

  public init(epoch: String, offset: Offset, message: PersonalMessage, post: PersonalMessage? = nil) {
    self.epoch = epoch
    self.offset = offset
    self.message = message
    self.post = post
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("epoch", epoch)
      writer.field("offset", offset)
      writer.field("message", message)
      writer.field("post", ifSome: post)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (epoch, offset): (String?, Offset?)
    var (message, post): (PersonalMessage?, PersonalMessage?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "epoch": epoch = try reader.string()
      case "offset": offset = try reader.offset()
      case "message": message = try PersonalMessage(from: &reader)
      case "post": post = try PersonalMessage(from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      epoch: try reader.require(epoch, "epoch"), offset: try reader.require(offset, "offset"),
      message: try reader.require(message, "message"), post: post)
  }
}
