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
    guard Self.showsEveryScalar(of: trimmed.unicodeScalars) else { throw .displayNameInvalid }
    guard !trimmed.contains(where: { "@＠<>".contains($0) }) else { throw .displayNameInvalid }
    self.text = String(trimmed)
  }

  /// Whether each scalar can be seen where it stands, so that two names that look alike are alike.
  ///
  /// Emoji and Japanese ideographic variants need the two invisible kinds that stay: a variation selector after what
  /// it changes, and the zero-width joiner between two emoji.
  private static func showsEveryScalar(of scalars: Substring.UnicodeScalarView) -> Bool {
    var previous: Unicode.Scalar?
    var joins = false
    for scalar in scalars {
      if joins && !scalar.isPictograph { return false }
      joins = scalar.value == 0x200D
      if joins {
        guard let previous, previous.isPictograph || previous.value == 0xFE0F else { return false }
      } else if scalar.properties.isVariationSelector {
        guard let previous, previous.isVisible else { return false }
      } else if !scalar.isSafeInName || (previous == nil && !scalar.isVisible) {
        return false
      }
      previous = scalar
    }
    return !joins
  }
}

extension Unicode.Scalar {
  /// True for emoji but the digits and signs that become one only with a keycap.
  fileprivate var isPictograph: Bool { properties.isEmoji && !isASCII }

  /// False for what could hide, reorder or break a line: controls, bidi and zero-width characters, fillers, private use.
  fileprivate var isSafeInName: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator, .nonspacingMark, .enclosingMark: !properties.isDefaultIgnorableCodePoint
    default: isVisible
    }
  }
}
