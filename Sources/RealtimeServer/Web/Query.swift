import Community
import Hummingbird

/// The values after `?`, as browsers write them (`application/x-www-form-urlencoded`): `+` is a space.
struct Query: Sendable {
  private let values: [String: String]

  /// Longest value that is looked at, in bytes.
  private static let longestValue = 2_048

  init(_ request: Request) {
    self.init(request.uri.query)
  }

  init(_ text: String?) {
    var values: [String: String] = [:]
    for pair in (text ?? "").split(separator: "&").prefix(32) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : "") else { continue }
      if values[name] == nil { values[name] = value }
    }
    self.values = values
  }

  func text(_ name: String) -> String? { values[name] }

  /// An id, an offset or a count.
  /// - Throws: a rejection with `badRequest` when it is there but is no number from 0 to 2⁵³ − 1.
  func number(_ name: String) throws(Rejection) -> Int64? {
    guard let text = values[name], !text.isEmpty else { return nil }
    guard let number = wholeNumber(text) else { throw Rejection(.badRequest) }
    return number
  }

  /// How many a page may hold.
  func limit(_ range: ClosedRange<Int>, default usual: Int) throws(Rejection) -> Int {
    guard let number = try number("limit") else { return usual }
    return Int(min(max(number, Int64(range.lowerBound)), Int64(range.upperBound)))
  }

  /// `nil` for what is not valid UTF-8 or too long.
  private static func decode(_ text: Substring) -> String? {
    guard text.utf8.count <= longestValue * 3 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"):
        bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
          return nil
        }
        bytes.append(high << 4 | low)
      default:
        bytes.append(byte)
      }
    }
    guard bytes.count <= longestValue else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
