import Community
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import RealtimeServer

@Suite(.enabled(if: TestCertificate.isAvailable, "needs openssl"))
struct CertificateTests {
  /// What `openssl s_client` says of the server's certificate and the connection.
  private func handshake(port: Int, _ arguments: [String] = []) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      Thread {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_client", "-connect", "127.0.0.1:\(port)"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
          try process.run()
          let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
          process.waitUntilExit()
          continuation.resume(returning: text)
        } catch {
          continuation.resume(throwing: error)
        }
      }.start()
    }
  }

  private func settings(_ certificate: TestCertificate) -> [String: String] {
    ["tls.certificate": certificate.certificate, "tls.key": certificate.key]
  }

  @Test func `new connections get the new certificate after a reload, and open ones live on`() async throws {
    let folder = try TemporaryFolder()
    let certificate = try TestCertificate(name: "first.example.jp", in: folder)
    try await TestServer.run(settings(certificate)) { server in
      #expect(try await handshake(port: server.port).contains("first.example.jp"))
      _ = try TestCertificate(name: "second.example.jp", in: folder)
      #expect(try await handshake(port: server.port).contains("first.example.jp"))
      server.certificates?.reload()
      #expect(try await handshake(port: server.port).contains("second.example.jp"))

      // Rubbish changes nothing.
      try "rubbish".write(toFile: certificate.certificate, atomically: true, encoding: .utf8)
      server.certificates?.reload()
      #expect(try await handshake(port: server.port).contains("second.example.jp"))
      #expect(server.log.lines.contains("tls.certificate.unusable"))
    }
  }

  @Test(arguments: [
    (["-tls1_1"], false), (["-tls1_2"], true), (["-tls1_3"], true), (["-tls1_2", "-cipher", "AES128-SHA"], false),
    (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"], false),
  ])
  func `only strong encryption is spoken`(arguments: [String], isSpoken: Bool) async throws {
    let certificate = try TestCertificate()
    try await TestServer.run(settings(certificate)) { server in
      let text = try await handshake(port: server.port, arguments + ["-alpn", "h2,http/1.1"])
      #expect(text.contains("Cipher is (NONE)") != isSpoken)
      if isSpoken { #expect(text.contains("ALPN protocol: http/1.1")) }
    }
  }

  @Test func `files that do not belong together stop the start`() async throws {
    let (one, two) = (try TestCertificate(), try TestCertificate())
    let refusal = await #expect(throws: StartRefusal.self) {
      try await TestServer.run(["tls.certificate": one.certificate, "tls.key": two.key]) { _ in }
    }
    #expect(refusal?.text.en.contains("belong") == true)
    await #expect(throws: StartRefusal.self) {
      try await TestServer.run(["tls.certificate": "/no/such", "tls.key": two.key]) { _ in }
    }
  }
}
