import Community
import Testing

@Suite struct `Refusals` {
  @Test func `only what may pass later is temporary`() {
    #expect(
      Set(Refusal.allCases.filter(\.isTemporary)) == [
        .tooFast, .slowMode, .overloaded, .shuttingDown, .internal, .codeTooSoon, .tooManyConnections, .storageFull,
      ])
  }

  @Test func `wire codes are distinct words in camel case`() {
    let codes = Refusal.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(
      codes.allSatisfy { code in code.first?.isLowercase == true && code.allSatisfy { $0.isASCII && $0.isLetter } })
  }

  @Test(arguments: [
    Refusal.badRequest, .signInRequired, .notPermitted, .displayNameTaken, .watchedWord, .heldForReview, .internal,
  ])
  func `a code finds its refusal again`(_ refusal: Refusal) {
    #expect(Refusal(rawValue: "\(refusal)") == refusal)
  }
}
