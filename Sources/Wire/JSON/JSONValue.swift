/// A JSON value read from a frame: only as much of a tree as our frames need.
enum JSONValue: Hashable {
  case null
  case bool(Bool)
  /// A whole number in JavaScript's safe range.
  case integer(Int64)
  /// A number our protocol never uses: with a fraction, an exponent, or too large.
  case otherNumber
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  subscript(name: String) -> JSONValue? {
    guard case .object(let fields) = self, let value = fields[name], value != .null else { return nil }
    return value
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
  var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
