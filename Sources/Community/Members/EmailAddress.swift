/// An e-mail address, lower-cased so that one mailbox is one member.
///
/// The check is deliberately shallow (RFC 5321 allows almost anything): one `@`, a dotted ASCII domain, no spaces or
/// controls, at most 254 bytes. Whether it exists is decided by the code sent to it.
public struct EmailAddress: Hashable, Sendable {
  public let text: String

  /// Accepts full-width characters, as typed on Japanese keyboards.
  /// - Throws: `Refusal.invalidEmail`.
  public init(_ input: String) throws(Refusal) {
    let folded = String(String.UnicodeScalarView(input.trimmingWhitespace().unicodeScalars.map(\.halfWidth)))
    let lowered = folded.lowercased()
    let parts = lowered.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, lowered.utf8.count <= 254 else { throw .invalidEmail }
    let (local, domain) = (parts[0], parts[1])
    guard (1...64).contains(local.utf8.count), local.utf8.allSatisfy(Self.isLocalByte),
      !local.hasPrefix("."), !local.hasSuffix("."), !local.contains("..")
    else { throw .invalidEmail }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { throw .invalidEmail }
    self.text = lowered
  }

  private static func isLocalByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+/=?^_`{|}~.-".utf8.contains(byte)
    }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }
}

extension Unicode.Scalar {
  /// The ASCII form of a full-width letter, digit or sign (U+FF01…U+FF5E), else itself.
  fileprivate var halfWidth: Unicode.Scalar {
    (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }
}
