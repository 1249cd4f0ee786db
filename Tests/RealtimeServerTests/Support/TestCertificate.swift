import Foundation
import Testing

/// A certificate for `localhost` and its key, made by openssl. It vouches for itself.
struct TestCertificate: Sendable {
  let folder: TemporaryFolder
  var certificate: String { folder.path + "/certificate.pem" }
  var key: String { folder.path + "/key.pem" }

  /// - Parameter name: what tells two of them apart.
  init(name: String = "localhost", in folder: TemporaryFolder? = nil) throws {
    self.folder = try folder ?? TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
}
