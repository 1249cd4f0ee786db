import Community

/// `GET /api/community`: what every visitor may know, signed in or not.
///
/// Terms, catalogues and limits are those of `Community`, the same in every answer: they are written, not stored here,
/// and passed over when read.
public struct CommunityResponse: JSONBody {
  public let name: String
  /// Anyone may sign in as a made-up member.
  public let isDemo: Bool
  /// E-mails are written into a folder on the server instead of being sent.
  public let mailToFolder: Bool
  /// Of the whole log; changes when the database is restored from a backup.
  public let epoch: String

  public init(name: String, isDemo: Bool, mailToFolder: Bool, epoch: String) {
    self.name = name
    self.isDemo = isDemo
    self.mailToFolder = mailToFolder
    self.epoch = epoch
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", name)
      writer.field("isDemo", isDemo)
      writer.field("mailToFolder", mailToFolder)
      writer.field("epoch", epoch)
      writer.name("terms")
      writer.object { writer in
        writer.field("version", Terms.current.version)
        writer.field("text", Terms.current.text)
      }
      Self.writeChoices(to: &writer)
      Self.writeStickers(to: &writer)
      writer.name("limits")
      writer.object { writer in
        writer.field("bodyLength", MessageBody.maximumLength)
        writer.field("nameLength", DisplayName.maximumLength)
      }
    }
  }

  private static func writeChoices(to writer: inout JSONWriter) {
    writer.name("ageBands")
    writer.array(AgeBand.allCases) { $1.choice($0.rawValue, $0.label) }
    writer.name("prefectures")
    writer.array(Prefecture.all) { $1.choice($0.code, $0.label) }
    writer.name("municipalities")
    writer.array(Municipality.all) { municipality, writer in
      writer.object { writer in
        writer.field("code", municipality.code)
        writer.field("label", municipality.label)
        writer.field("reading", municipality.reading)
        writer.field("area", municipality.area)
      }
    }
    writer.name("interests")
    writer.array(Interest.all) { $1.choice($0.code, $0.label) }
  }

  private static func writeStickers(to writer: inout JSONWriter) {
    writer.name("stickers")
    writer.array(StickerCatalogue.all) { sticker, writer in
      writer.object { writer in
        writer.field("id", sticker.id)
        writer.field("group", sticker.group)
        writer.field("label", sticker.label)
      }
    }
    writer.name("stickerGroups")
    writer.array(StickerGroup.allCases) { group, writer in
      writer.object { writer in
        writer.field("id", group)
        writer.field("label", group.label)
      }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (name, isDemo, mailToFolder, epoch): (String?, Bool?, Bool?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "name": name = try reader.string()
      case "isDemo": isDemo = try reader.bool()
      case "mailToFolder": mailToFolder = try reader.bool()
      case "epoch": epoch = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      name: try reader.require(name, "name"), isDemo: try reader.require(isDemo, "isDemo"),
      mailToFolder: try reader.require(mailToFolder, "mailToFolder"), epoch: try reader.require(epoch, "epoch"))
  }
}

extension JSONWriter {
  fileprivate mutating func choice(_ code: String, _ label: LocalizedText) {
    object { writer in
      writer.field("code", code)
      writer.field("label", label)
    }
  }
}
