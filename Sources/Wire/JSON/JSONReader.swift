/// Reads one JSON text (RFC 8259), strictly. The bytes must be valid UTF-8: the WebSocket transport has seen to that.
struct JSONReader {
  struct Failure: Error {}

  /// Deepest nesting accepted; our frames need five levels.
  static let deepest = 16
  /// JavaScript's largest safe integer.
  static let largestInteger: Int64 = 9_007_199_254_740_991

  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  static func read(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw Failure() }
    return value
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth < Self.deepest else { throw Failure() }
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    place += 1
    var fields: [String: JSONValue] = [:]
    skipSpace()
    if try take(UInt8(ascii: "}")) { return .object(fields) }
    while true {
      skipSpace()
      guard try peek() == UInt8(ascii: "\"") else { throw Failure() }
      let name = try string()
      skipSpace()
      guard try take(UInt8(ascii: ":")) else { throw Failure() }
      fields[name] = try value(depth: depth + 1)
      skipSpace()
      if try take(UInt8(ascii: "}")) { return .object(fields) }
      guard try take(UInt8(ascii: ",")) else { throw Failure() }
    }
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    place += 1
    var elements: [JSONValue] = []
    skipSpace()
    if try take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if try take(UInt8(ascii: "]")) { return .array(elements) }
      guard try take(UInt8(ascii: ",")) else { throw Failure() }
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    let length = text.utf8CodeUnitCount
    guard bytes.count - place >= length,
      text.withUTF8Buffer({ bytes[place..<(place + length)].elementsEqual($0) })
    else { throw Failure() }
    place += length
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(Failure) -> JSONValue {
    let isNegative = try take(UInt8(ascii: "-"))
    let start = place
    var magnitude: Int64 = 0
    var isLarge = false
    while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      if magnitude > Self.largestInteger / 10 { isLarge = true } else { magnitude = magnitude * 10 + Int64(digit) }
      place += 1
    }
    let digits = place - start
    guard digits > 0, digits == 1 || bytes[start] != UInt8(ascii: "0") else { throw Failure() }
    if try skipFraction() || isLarge || magnitude > Self.largestInteger { return .otherNumber }
    return .integer(isNegative ? -magnitude : magnitude)
  }

  /// - Returns: true when there was a fraction or an exponent.
  private mutating func skipFraction() throws(Failure) -> Bool {
    let start = place
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      try skipDigits()
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
      try skipDigits()
    }
    return place > start
  }

  private mutating func skipDigits() throws(Failure) {
    let start = place
    while place < bytes.count, bytes[place] &- UInt8(ascii: "0") < 10 { place += 1 }
    guard place > start else { throw Failure() }
  }

  // MARK: Strings

  private mutating func string() throws(Failure) -> String {
    place += 1
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw Failure()
      default: place += 1
      }
    }
    throw Failure()
  }

  private mutating func escapedString(from start: Int) throws(Failure) -> String {
    var text = Array(bytes[start..<place])
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try appendEscape(to: &text)
      case 0..<0x20: throw Failure()
      default: text.append(byte)
      }
    }
    throw Failure()
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(Failure) {
    let byte = try peek()
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try escapedScalar())).utf8)
    default: throw Failure()
    }
  }

  /// A `\uXXXX` escape, or the two of a surrogate pair. A lone surrogate is no character and is refused.
  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), try take(UInt8(ascii: "\\")), try take(UInt8(ascii: "u")) else {
      throw Failure()
    }
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw Failure() }
    return scalar
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw Failure() }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  // MARK: Bytes

  private func peek() throws(Failure) -> UInt8 {
    guard place < bytes.count else { throw Failure() }
    return bytes[place]
  }

  private mutating func take(_ byte: UInt8) throws(Failure) -> Bool {
    guard try peek() == byte else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return
      }
    }
  }
}
