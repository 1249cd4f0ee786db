import Testing

@testable import Wire

@Suite struct `Reading JSON` {
  @Test(arguments: [
    ("null", JSONTree.null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)), ("7", .integer(7)),
    ("9007199254740991", .integer(9_007_199_254_740_991)), (#""""#, .string("")), ("[]", .array([])),
    ("{}", .object([:])),
    (" \t\r\n[ 1 , 2 ] \n", .array([.integer(1), .integer(2)])),
    (#"{"a":{"b":[null,{"c":"d"}]}}"#, .object(["a": .object(["b": .array([.null, .object(["c": .string("d")])])])])),
    (#""水戸の梅 🌸""#, .string("水戸の梅 🌸")),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u6c34\u6238 \ud83C\uDF38 \u0000""#, .string("水戸 🌸 \u{0}")),
    ("\"\u{2028}\u{2029}\u{7F}\u{FEFF}\"", .string("\u{2028}\u{2029}\u{7F}\u{FEFF}")),
    (#"{"\u0061":1}"#, .object(["a": .integer(1)])),
  ])
  func `what RFC 8259 allows is read`(text: String, expected: JSONTree) throws {
    #expect(try JSONTree(text) == expected)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "tru", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{]",
    #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1 "b":2}"#, #"{a:1}"#, "{'a':1}", #"{1:1}"#, #""a"#,
    #"""#,
    #""\"#, #""\x""#, #""\u12""#, #""\u12G4""#, "\"\n\"", "\"\t\"", "\"\u{0}\"", "1 2", "[]x", "null null",
    "// a\n1", "/**/1", "\u{FEFF}1", "NaN", "Infinity", "-", "+1", ".5", "0x10",
  ])
  func `what it does not allow is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSONTree(text) }
    #expect(throws: JSONError.self) { try skip(text) }
  }

  @Test(arguments: ["0", "-0", "1.5", "-12.25e+10", "1E5", "0.0e-0", "123456789012345678901234567890", "[1e400]"])
  func `numbers of every form can be passed over`(text: String) throws {
    try skip(text)
  }

  @Test(arguments: ["01", "-", "1.", ".1", "1e", "1e+", "--1", "1.e1", "00", "-01"])
  func `malformed numbers cannot even be passed over`(text: String) {
    #expect(throws: JSONError.self) { try skip(text) }
  }

  @Test(arguments: [
    "-1", "-0", "1.0", "1e3", "01", "00", "9007199254740992", "18446744073709551616", "99999999999999999999999",
    #""7""#,
    "null", "", "７",
  ])
  func `a number of ours is whole, not negative and safe in JavaScript`(text: String) {
    #expect(throws: JSONError.self) {
      try Array(text.utf8).withUnsafeBytes { raw in
        var reader = JSONReader(raw)
        try reader.begin()
        _ = try reader.integer()
        try reader.finish()
      }
    }
  }

  @Test(arguments: [
    #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#, #""\ud800\n""#, #""\udc00\ud800""#, #""\ud83c\u""#,
  ])
  func `half a surrogate pair is refused, read or skipped`(text: String) {
    #expect(throws: JSONError.self) { try JSONTree(text) }
    #expect(throws: JSONError.self) { try skip(text) }
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE3, 0x81, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONTree(bytes) }
  }

  @Test func `no bytes at all are refused`() {
    #expect(throws: JSONError.self) {
      try SignInCodeRequest(reading: UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  @Test func `of a name that comes twice the last value counts`() throws {
    #expect(try JSONTree(#"{"a":1,"a":{"a":2},"\u0061":3}"#) == .object(["a": .integer(3)]))
  }

  @Test func `sixteen levels are read, seventeen are not`() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try JSONTree(nested(JSONReader.maximumDepth))
    try skip(nested(JSONReader.maximumDepth))
    #expect(throws: JSONError.self) { try JSONTree(nested(JSONReader.maximumDepth + 1)) }
    #expect(throws: JSONError.self) { try skip(nested(100_000)) }
    _ = try JSONTree("[" + Array(repeating: "[]", count: 100).joined(separator: ",") + "]")
  }

  @Test(arguments: 0..<40)
  func `quotes, backslashes and controls are found wherever they stand`(padding: Int) throws {
    let plain = String(repeating: "あ", count: padding / 3) + String(repeating: "x", count: padding % 3)
    #expect(try JSONTree("\"\(plain)\\n\(plain)\"") == .string(ExactText("\(plain)\n\(plain)")))
    #expect(try JSONTree("\"\(plain)\"") == .string(ExactText(plain)))
    #expect(throws: JSONError.self) { try JSONTree("\"\(plain)\u{1F}\(plain)\"") }
    #expect(throws: JSONError.self) { try JSONTree("\"\(plain)") }
  }

  private func skip(_ text: String) throws {
    try Array(text.utf8).withUnsafeBytes { raw in
      var reader = JSONReader(raw)
      try reader.begin()
      try reader.skip()
      try reader.finish()
    }
  }
}
