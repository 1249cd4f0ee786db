public import Community

/// `GET /api/rooms`: the rooms a member may see, in display order.
public struct RoomsResponse: JSONBody {
  public let epoch: String
  public let categories: [RoomCategory]
  public let rooms: [RoomEntry]

  public init(epoch: String, categories: [RoomCategory], rooms: [RoomEntry]) {
    self.epoch = epoch
    self.categories = categories
    self.rooms = rooms
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("epoch", epoch)
      writer.field("categories", categories)
      writer.field("rooms", rooms)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (epoch, categories, rooms): (String?, [RoomCategory]?, [RoomEntry]?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "epoch": epoch = try reader.string()
      case "categories": categories = try reader.list()
      case "rooms": rooms = try reader.list()
      default: try reader.skip()
      }
    }
    self.init(
      epoch: try reader.require(epoch, "epoch"), categories: try reader.require(categories, "categories"),
      rooms: try reader.require(rooms, "rooms"))
  }
}

/// `{"id":1,"name":"くらしの相談"}`
extension RoomCategory: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("name", name)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (id, name): (RoomCategoryID?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id": id = try reader.id()
      case "name": name = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(id: try reader.require(id, "id"), name: try reader.require(name, "name"))
  }
}
