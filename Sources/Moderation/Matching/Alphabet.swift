/// Dense codes for the letters that occur in patterns; 0 for every other letter.
struct Alphabet: Sendable {
  private let pageOf: [UInt16]
  private let codes: [UInt16]
  /// How many codes there are, 0 included.
  let count: Int

  /// - Parameter scalars: at most 65,535 different letters; later ones get code 0.
  init(_ scalars: some Sequence<UInt32>) {
    var pageOf = [UInt16](repeating: 0, count: 0x1100)
    // Page 0 is empty and shared by all pages without a letter.
    var codes = [UInt16](repeating: 0, count: 256)
    var count = 1
    for scalar in scalars where scalar <= 0x10FFFF && count < 65_536 {
      let page = Int(scalar >> 8)
      if pageOf[page] == 0 {
        pageOf[page] = UInt16(codes.count >> 8)
        codes.append(contentsOf: repeatElement(0, count: 256))
      }
      let place = Int(pageOf[page]) << 8 | Int(scalar & 0xFF)
      guard codes[place] == 0 else { continue }
      codes[place] = UInt16(count)
      count += 1
    }
    self.pageOf = pageOf
    self.codes = codes
    self.count = count
  }

  subscript(scalar: UInt32) -> Int {
    Int(codes[Int(pageOf[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)])
  }
}
