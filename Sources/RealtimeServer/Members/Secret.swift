import Crypto
import Foundation

/// Random values nobody can guess, and comparing them without telling how far a guess was right.
enum Secret {
  /// `count` bytes of the system's generator.
  static func bytes(_ count: Int) -> Data {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Data($0) }
  }

  /// A token of 256 bits in 43 characters of `A–Z a–z 0–9 - _`.
  static func token() -> String {
    base64URL(bytes(32))
  }

  /// Six decimal digits, each value equally likely.
  static func code() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = String(Int.random(in: 0..<1_000_000, using: &generator))
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// What is stored of a token. The token itself has 256 bits, so a plain hash cannot be searched.
  static func digest(_ token: String) -> Data {
    Data(SHA256.hash(data: Data(token.utf8)))
  }

  /// Whether both are equal, in a time that depends on their lengths only.
  static func areEqual(_ left: Data, _ right: Data) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func base64URL(_ data: Data) -> String {
    String(
      data.base64EncodedString().compactMap { character -> Character? in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }
}
