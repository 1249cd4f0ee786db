extension StringProtocol {
  /// The text without white space (full-width space and line ends included) at both ends.
  func trimmingWhitespace() -> SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex..<endIndex] }
    return self[first...last]
  }
}

extension Unicode.Scalar {
  /// True for a scalar that puts ink on the screen by itself.
  var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark:
      false
    // U+2800 is a symbol by category and a blank by appearance.
    default: !properties.isDefaultIgnorableCodePoint && value != 0x2800
    }
  }
}
