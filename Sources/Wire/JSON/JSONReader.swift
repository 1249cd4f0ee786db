/// Reads one JSON text (RFC 8259) from front to back without building a tree.
///
/// Strict: UTF-8 only, nothing after the text, no lone surrogates, at most `maximumDepth` levels. A name that comes
/// twice is met twice, so the last one wins.
///
/// ```swift
/// try reader.enterObject()
/// while let key = try reader.nextKey() {
///   switch key {
///   case "room": room = try reader.id()
///   default: try reader.skip()
///   }
/// }
/// ```
/// After `nextKey` or `nextElement` the caller reads or skips exactly one value.
///
/// The bytes must outlive the reader.
public struct JSONReader {
  /// Deepest nesting of objects and arrays. Ours needs 6; a bound keeps hostile texts from costing stack.
  public static let maximumDepth = 16

  let bytes: UnsafeRawBufferPointer
  var position = 0
  private var depth = 0
  /// True between an opening bracket and what follows it: no comma is due.
  private var isAtStart = false

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  // MARK: Objects

  public mutating func enterObject() throws(JSONError) {
    try enter(UInt8(ascii: "{"), expected: "an object")
  }

  /// The next name of the object; `nil` when the object has ended.
  public mutating func nextKey() throws(JSONError) -> JSONKey? {
    guard try nextEntry(closing: UInt8(ascii: "}")) else { return nil }
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
    let span = try scanString()
    let name = UnsafeRawBufferPointer(rebasing: bytes[span.range])
    // A name that nobody asks for must be sound all the same.
    if span.hasEscapes { _ = try unescaped(name) }
    skipWhitespace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
    skipWhitespace()
    return JSONKey(bytes: name, hasEscapes: span.hasEscapes)
  }

  // MARK: Arrays

  public mutating func enterArray() throws(JSONError) {
    try enter(UInt8(ascii: "["), expected: "an array")
  }

  /// Whether another element follows; when not, the array has ended.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextEntry(closing: UInt8(ascii: "]"))
  }

  // MARK: Anything

  /// Passes over one value of any kind, as strictly as if it were read.
  public mutating func skip() throws(JSONError) {
    switch peek() {
    case UInt8(ascii: "{"):
      try enterObject()
      while try nextKey() != nil { try skip() }
    case UInt8(ascii: "["):
      try enterArray()
      while try nextElement() { try skip() }
    case UInt8(ascii: "\""):
      try skipString()
    case UInt8(ascii: "t"): try takeLiteral("true")
    case UInt8(ascii: "f"): try takeLiteral("false")
    case UInt8(ascii: "n"): try takeLiteral("null")
    default: try skipNumber()
    }
  }

  /// Takes `null` when it stands here.
  public mutating func takeNull() throws(JSONError) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try takeLiteral("null")
    return true
  }

  public mutating func bool() throws(JSONError) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try takeLiteral("true")
      return true
    case UInt8(ascii: "f"):
      try takeLiteral("false")
      return false
    default: throw unexpected("true or false")
    }
  }

  /// Checks that the bytes are UTF-8, once for everything that is read or skipped, and stands at the text.
  mutating func begin() throws(JSONError) {
    guard isUTF8 else { throw JSONError("The bytes are not valid UTF-8.") }
    skipWhitespace()
  }

  private var isUTF8: Bool {
    if #available(macOS 26, *) {
      return (try? UTF8Span(validating: bytes.bindMemory(to: UInt8.self).span)) != nil
    }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// - Throws: when anything but white space follows the text.
  mutating func finish() throws(JSONError) {
    skipWhitespace()
    guard position == bytes.count else { throw unexpected("the end") }
  }

  // MARK: Bytes

  /// `nil` at the end.
  func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  func unexpected(_ expected: StaticString) -> JSONError {
    JSONError("Expected \(expected) at byte \(position).")
  }

  private mutating func takeLiteral(_ literal: StaticString) throws(JSONError) {
    let count = literal.utf8CodeUnitCount
    guard bytes.count - position >= count else { throw unexpected(literal) }
    for index in 0..<count where bytes[position + index] != literal.utf8Start[index] { throw unexpected(literal) }
    position += count
  }

  private mutating func enter(_ bracket: UInt8, expected: StaticString) throws(JSONError) {
    guard take(bracket) else { throw unexpected(expected) }
    depth += 1
    guard depth <= Self.maximumDepth else { throw JSONError("Nested deeper than \(Self.maximumDepth) levels.") }
    isAtStart = true
  }

  /// Stands at the next entry, or behind the closing bracket.
  private mutating func nextEntry(closing bracket: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    if take(bracket) {
      depth -= 1
      isAtStart = false
      return false
    }
    if isAtStart {
      isAtStart = false
    } else {
      guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or a closing bracket") }
      skipWhitespace()
      // A comma promises an entry.
      guard peek() != bracket else { throw unexpected("an entry after the comma") }
    }
    return true
  }

  private mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}
