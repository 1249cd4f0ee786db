import Foundation

@testable import Wire

/// A whole JSON text, read with the reader under test, so that it can be compared.
indirect enum JSONTree: Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case string(ExactText)
  case array([JSONTree])
  case object([String: JSONTree])

  init(_ text: String) throws {
    try self.init(Array(text.utf8))
  }

  init(_ bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBytes { raw in
      var reader = JSONReader(raw)
      try reader.begin()
      let tree = try JSONTree(from: &reader)
      try reader.finish()
      return tree
    }
  }

  private init(from reader: inout JSONReader) throws {
    switch reader.peek() {
    case UInt8(ascii: "n"):
      _ = try reader.takeNull()
      self = .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      self = .bool(try reader.bool())
    case UInt8(ascii: "\""):
      self = .string(ExactText(try reader.string()))
    case UInt8(ascii: "["):
      var elements: [JSONTree] = []
      try reader.enterArray()
      while try reader.nextElement() { elements.append(try JSONTree(from: &reader)) }
      self = .array(elements)
    case UInt8(ascii: "{"):
      var fields: [String: JSONTree] = [:]
      try reader.enterObject()
      while let key = try reader.nextKey() { fields[key.text] = try JSONTree(from: &reader) }
      self = .object(fields)
    default:
      self = .integer(try reader.integer())
    }
  }

  /// What Foundation made of a text.
  init?(foundation value: Any) {
    switch value {
    case is NSNull: self = .null
    case let string as String: self = .string(ExactText(string))
    case let number as NSNumber:
      if CFGetTypeIDIsBoolean(number) {
        self = .bool(number.boolValue)
      } else if let whole = Int64(exactly: number) {
        self = .integer(whole)
      } else {
        return nil
      }
    case let array as [Any]:
      let elements = array.compactMap(JSONTree.init(foundation:))
      guard elements.count == array.count else { return nil }
      self = .array(elements)
    case let object as [String: Any]:
      let fields = object.compactMapValues(JSONTree.init(foundation:))
      guard fields.count == object.count else { return nil }
      self = .object(fields)
    default: return nil
    }
  }

  /// The same value as the writer under test writes it.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.integer(value)
    case .string(let text): writer.string(text.text)
    case .array(let elements): writer.array(elements) { $0.write(to: &$1) }
    case .object(let fields):
      writer.beginObject()
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
        guard let name = StaticName.all[name] else { preconditionFailure("\(name) is not among StaticName.all.") }
        writer.name(name)
        value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  var encoded: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}

/// A text equal to another only scalar by scalar: `String` also equates composed and decomposed letters.
struct ExactText: Hashable, ExpressibleByStringLiteral {
  let text: String

  init(_ text: String) { self.text = text }
  init(stringLiteral text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.unicodeScalars.elementsEqual(right.text.unicodeScalars)
  }

  func hash(into hasher: inout Hasher) {
    for scalar in text.unicodeScalars { hasher.combine(scalar) }
  }
}

/// Names that trees made at random may have: the writer takes only names that stand in the source.
enum StaticName {
  static let all: [String: StaticString] = ["a": "a", "room": "room", "key": "key", "messages": "messages"]
}

private func CFGetTypeIDIsBoolean(_ number: NSNumber) -> Bool {
  // The only numbers whose Objective-C type is a C bool are the two booleans.
  String(cString: number.objCType) == "c" || number === NSNumber(value: true) || number === NSNumber(value: false)
}

extension JSONKey {
  /// The name, whatever it is.
  var text: String {
    hasEscapes
      ? String(decoding: JSONReader.unescape(bytes) ?? [], as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  }
}
