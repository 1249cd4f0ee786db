import Foundation

/// The documents that describe the contract to strangers.
struct Contract: Sendable {
  /// Read once for all tests.
  static let shared = Result { try Contract() }

  static let http = "openapi.yaml"
  static let live = "asyncapi.yaml"

  let openapi: YAMLTree
  let asyncapi: YAMLTree
  /// docs/protocol.md, line by line.
  let protocolLines: [String]

  private init() throws {
    openapi = try YAMLTree(try Repository.text("docs/openapi.yaml"))
    asyncapi = try YAMLTree(try Repository.text("docs/asyncapi.yaml"))
    protocolLines = try Repository.text("docs/protocol.md").split(separator: "\n").map(String.init)
  }

  var check: SchemaCheck { SchemaCheck(documents: [Self.http: openapi, Self.live: asyncapi]) }

  /// The names of an enumeration among the schemas.
  func names(of schema: String) -> [String] {
    let found = openapi["components"]?["schemas"]?[schema] ?? asyncapi["components"]?["schemas"]?[schema]
    return found?["enum"]?.texts ?? []
  }

  /// The frames one side may send, by the name under which the document describes them.
  func frames(of side: String) -> [String: YAMLTree] {
    (asyncapi["components"]?["messages"]?.map ?? [:]).filter { $0.key.hasPrefix(side) }
  }

  /// The schema of a frame.
  func payload(_ side: String, _ type: String) -> YAMLTree? {
    asyncapi["components"]?["messages"]?[Self.name(side, type)]?["payload"]
  }

  /// `serverReadPosition`
  static func name(_ side: String, _ type: String) -> String { side + type.prefix(1).uppercased() + type.dropFirst() }

  /// The cells of each row of a table in docs/protocol.md whose first cell matches; code marks are taken off.
  func rows(_ first: Regex<Substring>, cells count: Int) -> [[String]] {
    protocolLines.compactMap { line in
      guard line.hasPrefix("| ") else { return nil }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces).replacing("`", with: "") }
      return cells.count == count && cells[0].wholeMatch(of: first) != nil ? cells : nil
    }
  }
}
