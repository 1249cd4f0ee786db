import Foundation

/// A folder of its own for one test; removed with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "hiroba-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// The top of the working copy.
let repository: String = {
  // Tests/RealtimeServerTests/Support/TemporaryFolder.swift
  var url = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { url.deleteLastPathComponent() }
  return url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
}()
