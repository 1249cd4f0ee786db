import Foundation

/// Checks values against the schemas of the documents: the part of JSON Schema that they use, and stricter in one point:
/// a field that no schema names is an error.
struct SchemaCheck {
  /// By file name.
  let documents: [String: YAMLTree]

  /// - Returns: what is wrong, one sentence each; empty when the value is as described.
  func problems(of value: JSONTree, against schema: YAMLTree, in file: String, at place: String = "$") -> [String] {
    if let reference = schema["$ref"]?.text {
      guard let (target, targetFile) = resolve(reference, in: file) else { return ["\(reference) leads nowhere."] }
      return problems(of: value, against: target, in: targetFile, at: place)
    }
    let choices = schema["oneOf"]?.list ?? schema["anyOf"]?.list
    if let choices {
      let found = choices.map { problems(of: value, against: $0, in: file, at: place) }
      return found.contains([]) ? [] : ["\(place) is none of its choices."] + found.joined()
    }
    guard schema.map?.keys.allSatisfy(Self.known.contains) == true else {
      return ["\(place): the schema says something that is not checked: \(schema.map?.keys.sorted() ?? [])."]
    }
    return valueProblems(value, schema, at: place) + partProblems(value, schema, in: file, at: place)
  }

  /// What a reference leads to, and in which file.
  func resolve(_ reference: String, in file: String) -> (YAMLTree, String)? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let name = parts[0].isEmpty ? file : String(parts[0])
    return documents[name]?.value(at: parts[1]).map { ($0, name) }
  }

  private static let known: Set<String> = [
    "type", "const", "enum", "properties", "required", "items", "minimum", "maximum", "minItems", "maxItems",
    "maxLength", "pattern", "description", "default",
  ]

  // MARK: The value itself

  private func valueProblems(_ value: JSONTree, _ schema: YAMLTree, at place: String) -> [String] {
    var problems: [String] = []
    if let type = schema["type"]?.text, type != value.typeName { problems.append("\(place) is not of type \(type).") }
    if let constant = schema["const"]?.text, constant != value.plainText {
      problems.append("\(place) is not \(constant).")
    }
    if let names = schema["enum"]?.texts, !names.contains(value.plainText) {
      problems.append("\(place) is none of \(names).")
    }
    switch value {
    case .integer(let number):
      if let least = schema.number("minimum"), number < least { problems.append("\(place) is under \(least).") }
      if let most = schema.number("maximum"), number > most { problems.append("\(place) is over \(most).") }
    case .string(let text):
      if let most = schema.number("maxLength"), text.text.unicodeScalars.count > most {
        problems.append("\(place) is longer than \(most).")
      }
      if let pattern = schema["pattern"]?.text, (try? Regex(pattern).wholeMatch(in: text.text)) == nil {
        problems.append("\(place) does not match \(pattern).")
      }
    default: break
    }
    return problems
  }

  // MARK: What is in it

  private func partProblems(_ value: JSONTree, _ schema: YAMLTree, in file: String, at place: String) -> [String] {
    switch value {
    case .object(let fields):
      let properties = schema["properties"]?.map ?? [:]
      let missing = Set(schema["required"]?.texts ?? []).subtracting(fields.keys)
      return missing.sorted().map { "\(place).\($0) is missing." }
        + fields.sorted { $0.key < $1.key }.flatMap { name, value in
          guard let property = properties[name] else { return ["\(place).\(name) is in no schema."] }
          return problems(of: value, against: property, in: file, at: "\(place).\(name)")
        }
    case .array(let elements):
      guard let items = schema["items"] else { return ["\(place) has elements of no schema."] }
      var found = elements.enumerated().flatMap { index, element in
        problems(of: element, against: items, in: file, at: "\(place)[\(index)]")
      }
      if let most = schema.number("maxItems"), elements.count > most { found.append("\(place) has more than \(most).") }
      if let least = schema.number("minItems"), elements.count < least {
        found.append("\(place) has fewer than \(least).")
      }
      return found
    default: return []
    }
  }
}

extension YAMLTree {
  fileprivate func number(_ name: String) -> Int64? { self[name]?.text.flatMap(Int64.init) }
}

extension JSONTree {
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  fileprivate var plainText: String {
    switch self {
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .string(let text): text.text
    default: ""
    }
  }
}
