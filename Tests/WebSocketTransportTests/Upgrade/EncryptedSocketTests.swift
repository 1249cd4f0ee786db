import Foundation
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Testing

@testable import WebSocketTransport

/// The same transport behind TLS of this process.
@Suite(.timeLimit(.minutes(2)), .enabled(if: TestCertificate.shared != nil, "needs openssl to make a certificate"))
struct EncryptedSocketTests {
  private func run(
    _ base: TransportConfiguration = .unhurried, decide: @escaping TestServer.Decide,
    _ body: (TestServer, @escaping @Sendable () throws -> any ChannelHandler) async throws -> Void
  ) async throws {
    let certificate = try #require(TestCertificate.shared)
    var configuration = base
    configuration.isSecure = true
    let connections = HTTPAndWebSocketChannel(
      responder: TestServer.notFound, configuration: configuration, decide: decide, logger: Logger(label: "test"))
    let encrypted = try TLSChannel(connections, tlsConfiguration: certificate.server)
    let context = try NIOSSLContext(configuration: certificate.client)
    try await TestServer.serve(encrypted) { server in
      try await body(server) { try NIOSSLClientHandler(context: context, serverHostname: "localhost") }
    }
  }

  @Test func `a socket opens, answers at once and closes`() async throws {
    let probe = Probe(echoes: true)
    try await run(decide: probe.decide) { server, security in
      let client = try await RawClient.open(port: server.port, first: clientText("早い"), security: security)
      #expect(try await client.nextFrame().text == "早い")
      let large = String(repeating: "a", count: 65_536)
      try await client.send(clientText(large))
      #expect(try await client.nextFrame().text == large)
      try await client.send(clientClose(1000))
      #expect(try await client.nextFrame().closeCode == 1000)
      try await client.ended()
    }
  }

  @Test func `a refused upgrade is answered`() async throws {
    try await run(decide: { request in .refuse(status: request.isSecure ? 403 : 500, body: nil) }) { server, security in
      let client = try await RawClient.connect(port: server.port, security: security)
      try await client.send(RawClient.handshake())
      #expect(try await client.nextHead().status == 403)
      try await client.ended()
    }
  }

  @Test func `a client that never reads is bounded and cut`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.slowTimeout = .milliseconds(500)
    configuration.abortDelay = .milliseconds(200)
    let probe = Probe()
    try await run(configuration, decide: probe.decide) { server, security in
      let client = try await RawClient.open(port: server.port, security: security)
      try await client.channel.setOption(.autoRead, value: false).get()
      let socket = try await probe.nextSocket()
      let start = ContinuousClock.now
      // A client with a receive buffer of the kernel's choice takes some MiB before it blocks, and now and then a little
      // more afterwards: what it frees is filled again until the socket is cut.
      let filling = Task {
        while !Task.isCancelled {
          try await socket.run { socket in
            for _ in 0..<64 where socket.roomForMore > 0 {
              socket.send(PreparedFrame(text: String(repeating: "a", count: 60_000)))
              socket.flush()
            }
          }
          try await Task.sleep(for: .milliseconds(5))
        }
      }
      defer { filling.cancel() }
      while try await probe.nextEvent() != .closed(code: 4008) {}
      #expect(ContinuousClock.now - start < .seconds(10))
      try await client.close()
    }
  }

  @Test func `a connection that never finishes its handshake is cut`() async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.headerDeadline = .milliseconds(200)
    try await run(configuration, decide: Probe().decide) { server, _ in
      let client = try await RawClient.connect(port: server.port)
      try await client.ended()
    }
  }
}

/// A certificate for localhost that nobody trusts, made anew for each run.
private struct TestCertificate: Sendable {
  let server: TLSConfiguration
  let client: TLSConfiguration

  static let shared = try? TestCertificate()

  private init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("certificate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = folder.appendingPathComponent("key.pem").path
    let certificate = folder.appendingPathComponent("certificate.pem").path
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments =
      ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
      + ["-subj", "/CN=localhost", "-keyout", key, "-out", certificate]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    server = try .makeServerConfiguration(
      certificateChain: NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
      privateKey: .privateKey(NIOSSLPrivateKey(file: key, format: .pem)))
    var client = TLSConfiguration.makeClientConfiguration()
    client.certificateVerification = .none
    self.client = client
  }
}
