import Community
import Testing
import Wire

@Suite struct `Changing attributes` {
  private func change(_ text: String) throws -> MemberAttributes {
    var attributes = MemberAttributes(
      ageBand: .thirties, residence: try Residence(prefecture: "130001"), interests: [Interest(rawValue: "housing")])
    try AttributesRequest(decoding: text.utf8).apply(to: &attributes)
    return attributes
  }

  @Test func `what is left out stays`() throws {
    #expect(try change("{}").ageBand == .thirties)
    #expect(try change(#"{"residence":null}"#).ageBand == .thirties)
  }

  @Test func `null withdraws`() throws {
    let changed = try change(#"{"ageBand":null,"residence":null,"interests":null}"#)
    #expect(changed == MemberAttributes())
  }

  @Test func `a value replaces`() throws {
    let changed = try change(
      #"{"ageBand":"declined","residence":{"prefecture":"080004","municipality":"082015"},"interests":["food","food"]}"#
    )
    #expect(changed.ageBand == .declined)
    #expect(try changed.residence == Residence(prefecture: "080004", municipality: "082015"))
    #expect(changed.interests == [Interest(rawValue: "food")])
  }

  @Test(arguments: [
    #"{"ageBand":"30代"}"#, #"{"residence":{"prefecture":"999999"}}"#,
    #"{"residence":{"prefecture":"130001","municipality":"082015"}}"#, #"{"interests":["gambling"]}"#,
    #"{"interests":["housing","jobs","remoteWork","founding","agriculture","fishing"]}"#,
  ])
  func `a choice that does not exist is refused as such`(text: String) {
    #expect(throws: Refusal.attributeInvalid) { try change(text) }
  }

  @Test(arguments: [
    "", "[]", #"{"ageBand":30}"#, #"{"residence":"水戸"}"#, #"{"residence":{}}"#, #"{"interests":"food"}"#,
  ])
  func `anything else is a bad request`(text: String) {
    #expect(throws: Refusal.badRequest) { try change(text) }
  }
}
