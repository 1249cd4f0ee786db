import Community
import Testing
import Wire

@Suite struct `Bodies of signing in and up` {
  @Test func `an over-long field gets the refusal of that field`() {
    let long = String(repeating: "x", count: 5_000)
    #expect(throws: Refusal.invalidEmail) { try SignInCodeRequest(decoding: #"{"email":"\#(long)"}"#.utf8) }
    #expect(throws: Refusal.codeWrong) { try SignInVerifyRequest(decoding: #"{"code":"\#(long)"}"#.utf8) }
    #expect(throws: Refusal.setupLinkInvalid) { try SetupRequest(decoding: #"{"token":"\#(long)"}"#.utf8) }
    #expect(throws: Refusal.displayNameInvalid) {
      try SignUpRequest(decoding: #"{"displayName":"\#(long)","termsVersion":1}"#.utf8)
    }
  }

  @Test func `sign-up without accepted terms is refused as such`() {
    #expect(throws: Refusal.termsNotAccepted) { try SignUpRequest(decoding: #"{"displayName":"みと"}"#.utf8) }
    #expect(throws: Refusal.termsNotAccepted) {
      try SignUpRequest(decoding: #"{"displayName":"みと","termsVersion":null}"#.utf8)
    }
  }

  @Test(arguments: [
    #"{"displayName":"みと","termsVersion":1}"#, #"{"displayName":"みと","attributes":null,"termsVersion":1}"#,
  ])
  func `nobody must tell attributes`(text: String) throws {
    #expect(try SignUpRequest(decoding: text.utf8).attributes == MemberAttributes())
  }

  @Test(arguments: [#"{"role":"owner"}"#, #"{"role":null}"#, "{}", "null"])
  func `a role that does not exist is a bad request`(text: String) {
    #expect(throws: Refusal.badRequest) { try DemoSignInRequest(decoding: text.utf8) }
  }

  @Test func `the community's answer names every choice there is`() throws {
    let body = CommunityResponse(name: "いばらき広場", isDemo: true, mailToFolder: false, epoch: "e1")
    #expect(try CommunityResponse(decoding: body.encoded()) == body)
    let text = String(decoding: body.encoded(), as: UTF8.self)
    for code in Prefecture.all.map(\.code) + Municipality.all.map(\.code) + StickerCatalogue.all.map(\.id.rawValue) {
      #expect(text.contains(#""\#(code)""#))
    }
  }
}
