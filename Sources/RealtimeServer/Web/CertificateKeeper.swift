import Dispatch
import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The certificate in use. On SIGHUP it is read again: new connections get the new one, open ones keep theirs.
/// - Isolation: any thread.
final class CertificateKeeper: Service {
  private let files: ServerConfiguration.TLS?
  private let logger: Logger
  private let context: Mutex<NIOSSLContext?>

  /// - Throws: `StartRefusal` when the files cannot be used.
  init(configuration: ServerConfiguration, logger: Logger) throws {
    files = configuration.tls
    self.logger = logger
    context = Mutex(try configuration.tls.map(Self.load))
  }

  /// What a new connection is encrypted with; `nil` for plain HTTP.
  var current: NIOSSLContext? { context.withLock { $0 } }

  func run() async throws {
    guard files != nil else {
      try? await gracefulShutdown()
      return
    }
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP)
    source.setEventHandler { [self] in reload() }
    source.resume()
    try? await gracefulShutdown()
    source.cancel()
  }

  /// Reads the files again. Unusable ones change nothing.
  func reload() {
    guard let files else { return }
    do {
      let fresh = try Self.load(files)
      context.withLock { $0 = fresh }
      logger.info("tls.certificate.reloaded")
    } catch {
      logger.error("tls.certificate.unusable", metadata: ["error": "\(error)", "kept": "the certificate in use"])
    }
  }

  private static func load(_ files: ServerConfiguration.TLS) throws -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
      guard !chain.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
      let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      // TLS 1.2 with forward secrecy and authenticated encryption only; TLS 1.3 has nothing else.
      configuration.cipherSuiteValues = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
      ]
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw StartRefusal(
        ja: "証明書 \(files.certificate) と鍵 \(files.key) を使えません。PEM 形式で、組になっているか確かめてください。",
        en: "Cannot use the certificate \(files.certificate) with the key \(files.key): both must be PEM and belong "
          + "together.")
    }
  }
}
