import Foundation
import Testing

@testable import RealtimeServer

@Suite struct SecretTests {
  @Test func `tokens have 256 bits and never repeat`() {
    let tokens = (0..<10_000).map { _ in Secret.token() }
    #expect(Set(tokens).count == tokens.count)
    #expect(tokens.allSatisfy { $0.utf8.count == 43 })
  }

  @Test func `codes are six digits, leading zeros included`() {
    let codes = (0..<10_000).map { _ in Secret.code() }
    #expect(codes.allSatisfy { $0.utf8.count == 6 && $0.allSatisfy(\.isNumber) })
    #expect(codes.contains { $0.hasPrefix("0") })
    #expect(codes.contains { $0.hasPrefix("9") })
    #expect(Set(codes).count > 9_800)
  }

  @Test func `equality is exact`() {
    #expect(Secret.areEqual(Data([1, 2, 3]), Data([1, 2, 3])))
    #expect(!Secret.areEqual(Data([1, 2, 3]), Data([1, 2, 4])))
    #expect(!Secret.areEqual(Data([1, 2, 3]), Data([1, 2])))
    #expect(Secret.areEqual(Data(), Data()))
  }
}
