public import Community

/// `GET /api/me`: what only the member sees of themself.
public struct MeResponse: JSONBody {
  public let member: MemberSummary
  /// Masked: `m***@example.jp`.
  public let email: String
  public let attributes: MemberAttributes
  /// Of the terms the member accepted.
  public let termsVersion: Int
  /// What the member's role allows beyond what everybody may.
  public let permissions: [Permission]
  public let epoch: String

  public init(
    member: MemberSummary, email: String, attributes: MemberAttributes, termsVersion: Int, permissions: [Permission],
    epoch: String
  ) {
    self.member = member
    self.email = email
    self.attributes = attributes
    self.termsVersion = termsVersion
    self.permissions = permissions
    self.epoch = epoch
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("member", member)
      writer.field("email", email)
      writer.field("attributes", attributes)
      writer.field("termsVersion", termsVersion)
      writer.field("permissions", permissions)
      writer.field("epoch", epoch)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (member, email, attributes): (MemberSummary?, String?, MemberAttributes?)
    var (termsVersion, permissions, epoch): (Int?, [Permission]?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "member": member = try MemberSummary(from: &reader)
      case "email": email = try reader.string()
      case "attributes": attributes = try MemberAttributes(from: &reader)
      case "termsVersion": termsVersion = try reader.count()
      case "permissions": permissions = try reader.names()
      case "epoch": epoch = try reader.string()
      default: try reader.skip()
      }
    }
    self.init(
      member: try reader.require(member, "member"), email: try reader.require(email, "email"),
      attributes: try reader.require(attributes, "attributes"),
      termsVersion: try reader.require(termsVersion, "termsVersion"),
      permissions: try reader.require(permissions, "permissions"), epoch: try reader.require(epoch, "epoch"))
  }
}
