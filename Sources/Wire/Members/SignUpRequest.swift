public import Community

/// `POST /api/sign-up`: who a new member wants to be here.
public struct SignUpRequest: JSONBody {
  /// As typed; `DisplayName` decides.
  public let displayName: String
  public let attributes: MemberAttributes
  /// Of the terms the member accepts.
  public let termsVersion: Int

  public init(displayName: String, attributes: MemberAttributes, termsVersion: Int) {
    self.displayName = displayName
    self.attributes = attributes
    self.termsVersion = termsVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("displayName", displayName)
      writer.field("attributes", attributes)
      writer.field("termsVersion", termsVersion)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (displayName, termsVersion): (String?, Int?)
    var attributes = MemberAttributes()
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "displayName": displayName = try reader.string(upTo: 1_024, orRefuse: .displayNameInvalid)
      case "attributes": if try !reader.takeNull() { attributes = try MemberAttributes(from: &reader) }
      case "termsVersion": termsVersion = try reader.takeNull() ? nil : try reader.count()
      default: try reader.skip()
      }
    }
    guard let termsVersion else { throw JSONError("The field termsVersion is missing.", refusal: .termsNotAccepted) }
    self.init(
      displayName: try reader.require(displayName, "displayName"), attributes: attributes, termsVersion: termsVersion)
  }
}
