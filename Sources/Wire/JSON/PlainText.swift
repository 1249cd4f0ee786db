extension UnsafeRawBufferPointer {
  /// The first index from `start` on that holds a quote, a backslash or a control character, or `endIndex`: where a JSON
  /// text stops being plain. Looks at eight bytes at once.
  func endOfPlainText(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while count - index >= 8 {
      let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // The classic tests for a byte that is zero, or under 0x20; exact as long as only "any" is asked.
      let found =
        ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | ((word &- ones &* 0x20) & ~word)
      if found & highs != 0 { break }
      index += 8
    }
    while index < count, !self[index].isSpecialInJSONText { index += 1 }
    return index
  }
}

extension UInt8 {
  /// Whether the byte cannot stand for itself in a JSON text.
  var isSpecialInJSONText: Bool {
    self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
  }
}
