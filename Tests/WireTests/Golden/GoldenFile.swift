import Foundation
import Testing

/// A JSON file of Tests/golden, which the tests of the screens read, too.
struct GoldenFile: Hashable, CustomTestStringConvertible {
  /// Without `.json`: `server-publication-posted`.
  let name: String

  var testDescription: String { name }

  func bytes() throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appending(path: name + ".json")))
  }

  /// The file's value as Foundation reads it.
  func value() throws -> NSObject { try Self.value(of: bytes()) }

  static func value(of bytes: [UInt8]) throws -> NSObject {
    let value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    return try #require(value as? NSObject)
  }

  /// Every file whose name begins so.
  static func all(_ prefix: String) -> [GoldenFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
      .map { GoldenFile(name: String($0.dropLast(5))) }
  }

  private static let folder = Repository.root.appending(path: "Tests/golden")
}

/// Where this repository lies, found from this file.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
