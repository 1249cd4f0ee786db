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
    let text =
      span.hasEscapes ? String(decoding: try unescaped(inner), as: UTF8.self) : String(decoding: inner, as: UTF8.self)
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
    if span.hasEscapes { _ = try unescaped(UnsafeRawBufferPointer(rebasing: bytes[span.range])) }
  }

  func unescaped(_ text: UnsafeRawBufferPointer) throws(JSONError) -> [UInt8] {
    guard let bytes = Self.unescape(text) else {
      throw JSONError("The text before byte \(position) has an unknown escape or half a surrogate pair.")
    }
    return bytes
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
      position = bytes.endOfPlainText(from: position)
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
}
