import Testing

@testable import Wire

@Suite struct `Writing JSON` {
  @Test(arguments: [
    ("", #""""#), ("水戸の梅", #""水戸の梅""#), (#"say "hi" \ bye"#, #""say \"hi\" \\ bye""#), ("a\nb\rc\td", #""a\nb\rc\td""#),
    ("\u{0}\u{1}\u{8}\u{C}\u{1F}", #""\u0000\u0001\u0008\u000c\u001f""#), ("\u{2028}\u{7F}/", "\"\u{2028}\u{7F}/\""),
    ("\n", #""\n""#), ("12345678\"", #""12345678\"""#),
  ])
  func `texts are escaped where they must be and nowhere else`(text: String, expected: String) {
    #expect(String(decoding: JSONTree.string(ExactText(text)).encoded, as: UTF8.self) == expected)
  }

  @Test(arguments: [0, 7, 10, 99, 1_795_225_320_123, 9_007_199_254_740_991, -1, .max, .min] as [Int64])
  func `whole numbers are written in digits`(number: Int64) {
    #expect(String(decoding: JSONTree.integer(number).encoded, as: UTF8.self) == String(number))
  }

  @Test func `commas stand between entries only`() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("a", 1)
      writer.name("b")
      writer.array([[], [1, 2], []]) { row, writer in writer.array(row) { $1.integer(Int64($0)) } }
      writer.name("c")
      writer.object { _ in }
      writer.field("d", true)
      writer.field("e", ifSome: nil as String?)
      writer.name("f")
      writer.null()
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"{"a":1,"b":[[],[1,2],[]],"c":{},"d":true,"f":null}"#)
  }
}
