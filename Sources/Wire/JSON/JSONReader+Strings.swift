public import Community

extension JSONReader {
  /// A text of at most `limit` bytes of UTF-8.
  /// - Throws: an error with `refusal` when the text is longer.
  public mutating func string(
    upTo limit: Int = .max, orRefuse refusal: Refusal = .badRequest
  ) throws(JSONError) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a text") }
    let span = try scanString()
    let inner = UnsafeRawBufferPointer(rebasing: bytes[span.range])
    let text: String?
    if span.hasEscapes {
      text = Self.unescape(inner).flatMap { String(validating: $0, as: UTF8.self) }
    } else {
      text = String(validating: inner, as: UTF8.self)
    }
    guard let text else { throw JSONError("The text before byte \(position) is not valid UTF-8 or UTF-16.") }
    guard text.utf8.count <= limit else {
      throw JSONError("The text before byte \(position) is longer than \(limit) bytes.", refusal: refusal)
    }
    return text
  }

  /// One of the names of an enumeration of ours.
  /// - Throws: an error with `refusal` when there is no such name.
  public mutating func name<Value: RawRepresentable<String>>(
    _ type: Value.Type = Value.self, orRefuse refusal: Refusal = .badRequest
  ) throws(JSONError) -> Value {
    guard let value = Value(rawValue: try string(orRefuse: refusal)) else {
      throw JSONError("The text before byte \(position) is none of the names known here.", refusal: refusal)
    }
    return value
  }

  mutating func skipString() throws(JSONError) {
    let span = try scanString()
    let inner = UnsafeRawBufferPointer(rebasing: bytes[span.range])
    let isValid =
      span.hasEscapes
      ? Self.unescape(inner).map(Self.isUTF8) ?? false
      : Self.isUTF8(inner)
    guard isValid else { throw JSONError("The text before byte \(position) is not valid UTF-8 or UTF-16.") }
  }

  /// Where a text lies between its quotes.
  struct StringSpan {
    let range: Range<Int>
    let hasEscapes: Bool
  }

  /// Finds the end of the text that starts here and stands behind it. What the text holds is not looked at yet, but
  /// for control characters.
  mutating func scanString() throws(JSONError) -> StringSpan {
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      skipPlain()
      switch peek() {
      case UInt8(ascii: "\""):
        position += 1
        return StringSpan(range: start..<(position - 1), hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        guard position + 1 < bytes.count else { throw unexpected("an escape") }
        position += 2
      case nil: throw unexpected("the end of a text")
      default: throw JSONError("A control character must be escaped at byte \(position).")
      }
    }
  }

  /// Stands at the next quote, backslash or control character, or at the end. Looks at eight bytes at once.
  private mutating func skipPlain() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while bytes.count - position >= 8 {
      let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // The classic test for a zero byte, and for a byte under 0x20; exact as long as only "any" is asked.
      let found =
        ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | ((word &- ones &* 0x20) & ~word)
      if found & highs != 0 { break }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private static func isUTF8(_ bytes: some Sequence<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }
}
