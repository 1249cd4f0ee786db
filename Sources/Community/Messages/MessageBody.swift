/// The text of a post or comment: 1 to 2,000 characters as a person counts them (grapheme clusters).
public struct MessageBody: Hashable, Sendable {
  /// Longest text, in grapheme clusters.
  public static let maximumLength = 2_000
  /// Longest text, in UTF-8 bytes: a bound against clusters made of hundreds of combining marks.
  public static let maximumBytes = 16_384

  public let text: String

  /// Normalises line ends, removes controls and trims white space at both ends.
  /// - Throws: `Refusal.bodyEmpty`, `Refusal.bodyTooLong`.
  public init(_ input: String) throws(Refusal) {
    guard input.utf8.count <= Self.maximumBytes * 2 else { throw .bodyTooLong }
    var scalars = String.UnicodeScalarView()
    var previousWasCarriageReturn = false
    for scalar in input.unicodeScalars {
      if scalar == "\n" && previousWasCarriageReturn {
        previousWasCarriageReturn = false
        continue
      }
      previousWasCarriageReturn = scalar == "\r"
      if scalar == "\r" {
        scalars.append("\n")
      } else if scalar.isSafeInBody {
        scalars.append(scalar)
      }
    }
    let trimmed = String(scalars).trimmingWhitespace()
    guard trimmed.unicodeScalars.contains(where: \.isVisible) else { throw .bodyEmpty }
    guard trimmed.utf8.count <= Self.maximumBytes, trimmed.count <= Self.maximumLength else { throw .bodyTooLong }
    self.text = String(trimmed)
  }
}

extension Unicode.Scalar {
  /// False for controls (but tab and line feed) and for the bidi overrides and isolates that reorder foreign text.
  fileprivate var isSafeInBody: Bool {
    switch value {
    case 0x09, 0x0A: true
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: false
    default: true
    }
  }
}
