/// Checks UTF-8 as it arrives, in pieces of any size, and fails at the first byte that no valid text could have there.
///
/// Follows the WHATWG decoder: after a lead byte, how many continuation bytes are missing and the range of the next.
struct UTF8Validator: Sendable {
  private var missing: UInt8 = 0
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xBF

  /// Whether the text may end here: no character is cut in two.
  var isAtBoundary: Bool { missing == 0 }

  /// Takes the next bytes of the text. Returns false when they cannot be UTF-8; then nothing after matters.
  mutating func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    let count = bytes.count
    while index < count {
      if missing == 0 {
        index = Self.skipWhole(bytes, from: index)
        guard index < count else { return true }
        guard begin(bytes[index]) else { return false }
      } else {
        guard lower...upper ~= bytes[index] else { return false }
        missing -= 1
        (lower, upper) = (0x80, 0xBF)
      }
      index += 1
    }
    return true
  }

  /// The common cases without state: eight ASCII bytes at a time, and whole three-byte characters (kana and kanji).
  @inline(__always)
  private static func skipWhole(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    let count = bytes.count
    while index + 8 <= count {
      if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        index += 8
      } else if bytes[index] < 0x80 {
        index += 1
      } else if 0xE1...0xEC ~= bytes[index], bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 {
        index += 3
      } else {
        break
      }
    }
    return index
  }

  /// Takes the first byte of a character.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x7F: break
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, lower) = (2, 0xA0)
    case 0xE1...0xEC, 0xEE, 0xEF: missing = 2
    case 0xED: (missing, upper) = (2, 0x9F)
    case 0xF0: (missing, lower) = (3, 0x90)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, upper) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
