/// Reads little-endian numbers out of base64 text without decoding it to the heap first.
struct Base64Reader {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var bits: UInt32 = 0
  private var bitCount = 0

  init(_ text: StaticString) {
    self.text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  mutating func byte() -> UInt8 {
    while bitCount < 8 {
      bits = bits << 6 | next()
      bitCount += 6
    }
    bitCount -= 8
    return UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
  }

  mutating func uint16() -> UInt16 {
    let low = UInt16(byte())
    return UInt16(byte()) << 8 | low
  }

  mutating func uint32() -> UInt32 {
    let low = UInt32(uint16())
    return UInt32(uint16()) << 16 | low
  }

  /// Six bits; zeros after the end and for padding.
  private mutating func next() -> UInt32 {
    guard place < text.count else { return 0 }
    defer { place += 1 }
    switch text[place] {
    case let c where c >= UInt8(ascii: "a"): return UInt32(c) - 71
    case let c where c >= UInt8(ascii: "A"): return UInt32(c) - 65
    case let c where c >= UInt8(ascii: "0") && c <= UInt8(ascii: "9"): return UInt32(c) + 4
    case UInt8(ascii: "+"): return 62
    case UInt8(ascii: "/"): return 63
    default: return 0
    }
  }
}
