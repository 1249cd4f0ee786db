public import Community

/// `{"sticker":"arigatou","count":3}`
extension Tally: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sticker", sticker)
      writer.field("count", count)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (sticker, count): (StickerID?, Int?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "sticker": sticker = try reader.name()
      case "count": count = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(sticker: try reader.require(sticker, "sticker"), count: try reader.require(count, "count"))
  }
}
