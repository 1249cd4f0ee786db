import Community
import Crypto
import Foundation
import NIOCore

/// The files of the screens, read into memory once at start, and the build they are: a hash of all of them.
///
/// A file is found by looking its path up among those that were there at start, so no request can reach anything else.
struct WebTree: Sendable {
  /// One file as it is sent.
  struct File: Sendable {
    let type: String
    let body: ByteBuffer
  }

  /// Hash of every path and content: 16 hexadecimal digits. Another build is another address, so files never go stale.
  let build: String
  /// By path from `web/`: `components/app.js`.
  let files: [String: File]

  /// Where the build's name goes in the few files that are not fingerprinted themselves.
  static let placeholder = "{{BUILD}}"
  /// Files served at the top, outside the fingerprinted tree, with the placeholder filled in.
  static let unfingerprinted: Set<String> = ["index.html", "sw.js", "manifest.webmanifest"]
  /// Made here: every fingerprinted path, for the service worker to keep.
  static let list = "assets.json"

  /// - Throws: `StartRefusal` when the folder or its index.html is missing.
  init(root: String) throws {
    let paths: [String]
    do {
      paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter(Self.isServed).sorted()
    } catch {
      throw Self.missing(root)
    }
    guard paths.contains("index.html") else { throw Self.missing(root) }
    var contents: [(path: String, bytes: Data)] = []
    var hash = SHA256()
    for path in paths {
      guard let bytes = FileManager.default.contents(atPath: root + "/" + path) else { continue }
      hash.update(data: Data("\(path)\0\(bytes.count)\0".utf8))
      hash.update(data: bytes)
      contents.append((path, bytes))
    }
    self.init(contents: contents, build: hash.finalize().prefix(8).map(Self.hexadecimal).joined())
  }

  private init(contents: [(path: String, bytes: Data)], build: String) {
    var files: [String: File] = [:]
    for (path, bytes) in contents {
      var body = ByteBuffer(bytes: bytes)
      if Self.unfingerprinted.contains(path) {
        body = ByteBuffer(
          string: String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: Self.placeholder, with: build))
      }
      files[path] = File(type: Self.type(of: path), body: body)
    }
    let listed = contents.map(\.path).filter { !Self.unfingerprinted.contains($0) }
    let quoted = listed.map { "\"/assets/\(build)/\($0)\"" }.joined(separator: ",")
    files[Self.list] = File(
      type: Self.type(of: Self.list), body: ByteBuffer(string: #"{"build":"\#(build)","files":[\#(quoted)]}"#))
    self.build = build
    self.files = files
  }

  /// Everything with a plain name and a type we know: no hidden files, no editor's copies.
  private static func isServed(_ path: String) -> Bool {
    path.split(separator: "/").allSatisfy { !$0.hasPrefix(".") }
      && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      && types[fileExtension(path)] != nil
  }

  private static func type(of path: String) -> String { types[fileExtension(path)] ?? "application/octet-stream" }

  private static func fileExtension(_ path: String) -> String {
    path.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
    "json": "application/json", "webmanifest": "application/manifest+json", "svg": "image/svg+xml",
    "png": "image/png", "webp": "image/webp", "ico": "image/x-icon", "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
  ]

  private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  private static func missing(_ root: String) -> StartRefusal {
    StartRefusal(
      ja: "画面のファイルが見つかりません: \(root)。web.root で場所を指定してください。",
      en: "The files of the screens were not found in \(root). Say where they are with web.root.")
  }

  // MARK: Finding

  /// The folder the settings name, or `web/` beside the program and then in each folder above it and above here.
  static func root(configured: String?) throws -> String {
    if let configured { return configured }
    let program = Bundle.main.executablePath ?? CommandLine.arguments.first ?? "."
    for start in [PrivateFile.parent(of: program), FileManager.default.currentDirectoryPath] {
      var folder = start
      while true {
        for place in [folder + "/web", folder + "/share/hiroba/web"]
        where FileManager.default.fileExists(atPath: place + "/index.html") {
          return place
        }
        let above = PrivateFile.parent(of: folder)
        guard above != folder, folder != "/", folder != "." else { break }
        folder = above
      }
    }
    throw missing("web/")
  }
}
