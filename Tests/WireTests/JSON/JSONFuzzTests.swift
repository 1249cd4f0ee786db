import Foundation
import Testing

@testable import Wire

/// The reader and the writer against Foundation's, on texts made at random from fixed seeds.
@Suite struct `JSON against Foundation` {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what Foundation writes is read as the same value`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let tree = RandomJSON.tree(depth: 0, using: &random)
      let options: JSONSerialization.WritingOptions =
        Bool.random(using: &random)
        ? [.fragmentsAllowed]
        : [
          .fragmentsAllowed, .prettyPrinted,
        ]
      let bytes = try JSONSerialization.data(withJSONObject: RandomJSON.foundation(tree), options: options)
      #expect(try JSONTree(Array(bytes)) == tree)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `Foundation reads what the writer writes as the same value, and so does the reader`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let tree = RandomJSON.tree(depth: 0, using: &random)
      let bytes = tree.encoded
      let read = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect(JSONTree(foundation: read) == tree)
      #expect(try JSONTree(bytes) == tree)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `no damaged text is accepted that Foundation refuses`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var accepted = 0
    for _ in 0..<2_000 {
      let damaged = RandomJSON.damage(RandomJSON.tree(depth: 0, using: &random).encoded, using: &random)
      guard (try? JSONTree(damaged)) != nil else { continue }
      accepted += 1
      #expect(throws: Never.self, "\(damaged)") {
        try JSONSerialization.jsonObject(with: Data(damaged), options: .fragmentsAllowed)
      }
    }
    #expect(accepted > 100)
  }
}

/// Values and damage at random, rich in what parsers get wrong.
enum RandomJSON {
  static func tree(depth: Int, using random: inout SeededRandom) -> JSONTree {
    switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2:
      .integer(Int64.random(in: 0...9_007_199_254_740_991, using: &random) >> Int64.random(in: 0..<53, using: &random))
    case 3, 4: .string(ExactText(string(using: &random)))
    case 5: .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in tree(depth: depth + 1, using: &random) })
    default:
      .object(
        Dictionary(
          StaticName.all.keys.sorted().prefix(Int.random(in: 0..<4, using: &random)).map {
            ($0, tree(depth: depth + 1, using: &random))
          }, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static let pieces = [
    "\"", "\\", "/", "\u{0}", "\u{1F}", "\u{7F}", "\n", "\r\n", "\t", "\u{2028}", "\u{2029}", "a", "<script>", "水戸",
    "ｶﾞ", "が", "👨‍👩‍👧‍👦", "𠮷野家", "🌸", "\u{FFFF}", "\u{10FFFF}", "é", "e\u{301}", "\\u0041", "{", "[", ",",
  ]

  /// Without U+FEFF, which Foundation on Linux drops here and there.
  static func string(using random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0..<12, using: &random)).map { _ in
      if Int.random(in: 0..<4, using: &random) == 0,
        let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &random)), scalar != "\u{FEFF}"
      {
        return String(scalar)
      }
      return pieces[Int.random(in: pieces.indices, using: &random)]
    }.joined()
  }

  static func foundation(_ tree: JSONTree) -> Any {
    switch tree {
    case .null: NSNull()
    case .bool(let value): value
    case .integer(let value): value
    case .string(let text): text.text
    case .array(let elements): elements.map(foundation)
    case .object(let fields): fields.mapValues(foundation)
    }
  }

  private static let bytes = Array("{}[]\",:\\u0123456789abcdefdD8\u{0}\t\n nulltrue-+.eE\u{3042}".utf8)

  /// The text with a few bytes changed, added, taken out or cut off.
  static func damage(_ text: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...2, using: &random) where !text.isEmpty {
      let index = Int.random(in: text.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text[index] = bytes[Int.random(in: bytes.indices, using: &random)]
      case 1: text.insert(bytes[Int.random(in: bytes.indices, using: &random)], at: index)
      case 2: text.remove(at: index)
      default: if Int.random(in: 0..<4, using: &random) == 0 { text.removeSubrange(index...) }
      }
    }
    return text
  }
}
