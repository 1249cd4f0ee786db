/// The public name of a member: 1 to 20 characters as a person counts, one line, nothing invisible.
public struct DisplayName: Hashable, Sendable, CustomStringConvertible {
  /// Longest name, in grapheme clusters.
  public static let maximumLength = 20
  /// Longest name, in UTF-8 bytes: stops a single "character" built of hundreds of combining marks.
  public static let maximumBytes = 240

  public let text: String
  public var description: String { text }

  /// Trims spaces (full-width too) from both ends and checks the rest.
  /// - Throws: `Refusal.displayNameInvalid`.
  public init(_ input: String) throws(Refusal) {
    let trimmed = input.trimmingWhitespace()
    guard (1...Self.maximumLength).contains(trimmed.count), trimmed.utf8.count <= Self.maximumBytes else {
      throw .displayNameInvalid
    }
    guard trimmed.unicodeScalars.allSatisfy(\.isSafeInName) else { throw .displayNameInvalid }
    guard !trimmed.contains(where: { "@＠<>".contains($0) }) else { throw .displayNameInvalid }
    self.text = String(trimmed)
  }
}

extension Unicode.Scalar {
  /// False for what could hide, reorder or break a line: controls, bidi and zero-width characters, private use.
  /// ZWJ and variation selectors stay: emoji and Japanese ideographic variants need them.
  var isSafeInName: Bool {
    switch properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .format: value == 0x200D
    default: true
    }
  }
}
