import Foundation

/// As much of YAML as the documents use: block maps and lists, flow lists of plain words, quoted and block texts.
indirect enum YAMLTree: Hashable, Sendable {
  case text(String)
  case list([YAMLTree])
  case map([String: YAMLTree])

  /// What the reader does not know, with the line where it stands.
  struct Unknown: Error {
    let line: Int
    let text: String
  }

  init(_ document: String) throws {
    var reader = YAMLReader(document)
    self = try reader.block(indentedBy: 0)
    if let left = reader.current { throw Unknown(line: left.number, text: left.text) }
  }

  subscript(name: String) -> YAMLTree? {
    guard case .map(let fields) = self else { return nil }
    return fields[name]
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var list: [YAMLTree]? {
    guard case .list(let elements) = self else { return nil }
    return elements
  }

  var map: [String: YAMLTree]? {
    guard case .map(let fields) = self else { return nil }
    return fields
  }

  var texts: [String] { list?.compactMap(\.text) ?? [] }

  /// The value that `components/schemas/ID` leads to; `~1` stands for a slash within a name.
  func value(at path: some StringProtocol) -> YAMLTree? {
    path.split(separator: "/").reduce(self as YAMLTree?) { tree, name in
      tree?[name.replacingOccurrences(of: "~1", with: "/")]
    }
  }

  /// Every value under a name, wherever it stands.
  func all(named name: String) -> [YAMLTree] {
    switch self {
    case .text: []
    case .list(let elements): elements.flatMap { $0.all(named: name) }
    case .map(let fields): fields.flatMap { ($0 == name ? [$1] : []) + $1.all(named: name) }
    }
  }
}

private struct YAMLReader {
  struct Line {
    let number: Int
    var indent: Int
    var text: String
  }

  private var lines: [Line]
  private var index = 0

  init(_ document: String) {
    lines = document.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
      let text = line.drop { $0 == " " }
      return Line(number: number + 1, indent: line.count - text.count, text: String(text))
    }
  }

  /// The next line that says something.
  var current: Line? {
    mutating get {
      while index < lines.count, lines[index].text.isEmpty || lines[index].text.hasPrefix("#") { index += 1 }
      return index < lines.count ? lines[index] : nil
    }
  }

  mutating func block(indentedBy indent: Int) throws -> YAMLTree {
    guard let first = current, first.indent == indent else { throw unknown() }
    return first.text.hasPrefix("- ") ? try list(indent) : try map(indent)
  }

  private mutating func list(_ indent: Int) throws -> YAMLTree {
    var elements: [YAMLTree] = []
    while let line = current, line.indent == indent, line.text.hasPrefix("- ") {
      lines[index].text.removeFirst(2)
      lines[index].indent += 2
      if Self.field(lines[index].text) != nil {
        elements.append(try map(indent + 2))
      } else {
        elements.append(.text(try Self.scalar(lines[index].text, line)))
        index += 1
      }
    }
    return .list(elements)
  }

  private mutating func map(_ indent: Int) throws -> YAMLTree {
    var fields: [String: YAMLTree] = [:]
    while let line = current, line.indent == indent, !line.text.hasPrefix("- ") {
      guard let (name, rest) = Self.field(line.text), fields[name] == nil else { throw unknown() }
      index += 1
      fields[name] = try value(rest, of: line)
    }
    return .map(fields)
  }

  private mutating func value(_ rest: String, of line: Line) throws -> YAMLTree {
    switch rest {
    case "":
      guard let next = current, next.indent > line.indent else { throw unknown() }
      return try block(indentedBy: next.indent)
    case "|":
      var text: [String] = []
      while index < lines.count, lines[index].text.isEmpty || lines[index].indent > line.indent {
        text.append(lines[index].text)
        index += 1
      }
      return .text(text.joined(separator: "\n"))
    case _ where rest.hasPrefix("["):
      guard rest.hasSuffix("]") else { throw YAMLTree.Unknown(line: line.number, text: line.text) }
      return .list(
        try rest.dropFirst().dropLast().split(separator: ",").map {
          .text(try Self.scalar($0.trimmingCharacters(in: .whitespaces), line))
        })
    default:
      return .text(try Self.scalar(rest, line))
    }
  }

  /// The name and what follows it on its line; `nil` for what is no field.
  private static func field(_ text: String) -> (name: String, rest: String)? {
    guard let first = text.utf8.first, first != UInt8(ascii: "["), first != UInt8(ascii: "{") else { return nil }
    if first == UInt8(ascii: "\"") {
      let parts = text.dropFirst().split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1] == ":" || parts[1].hasPrefix(": ") else { return nil }
      return (String(parts[0]), String(parts[1].dropFirst(2)))
    }
    if text.utf8.last == UInt8(ascii: ":") { return (String(text.dropLast()), "") }
    guard let colon = text.range(of: ": ") else { return nil }
    return (String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
  }

  private static func scalar(_ text: String, _ line: Line) throws -> String {
    guard text.hasPrefix("\"") else {
      guard let first = text.first, !"[{&*!|>%@`'".contains(first), !text.contains(": "), !text.contains(" #") else {
        throw YAMLTree.Unknown(line: line.number, text: text)
      }
      return text
    }
    guard text.count >= 2, text.hasSuffix("\"") else { throw YAMLTree.Unknown(line: line.number, text: text) }
    return String(text.dropFirst().dropLast()).replacing(#"\""#, with: "\"")
  }

  private mutating func unknown() -> YAMLTree.Unknown {
    YAMLTree.Unknown(line: current?.number ?? lines.count, text: current?.text ?? "")
  }
}
