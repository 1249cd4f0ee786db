import Community
import Foundation
public import Logging
import NIOCore
import Persistence
import Synchronization

/// Runs a whole server until it is told to stop, and tells the person at the terminal where it is.
/// - Throws: `StartRefusal` and other errors whose description is one sentence; an unexpected error.
public func serve(_ configuration: ServerConfiguration, logger: Logger) async throws {
  do {
    try await serveUntilStopped(configuration, logger: logger)
  } catch let error as DatabaseOpenError {
    throw StartRefusal(error)
  } catch let error as IOError {
    throw StartRefusal(error, host: configuration.host, port: configuration.port) ?? error
  }
}

private func serveUntilStopped(_ configuration: ServerConfiguration, logger: Logger) async throws {
  if !configuration.isLocalOnly, !configuration.isSecure {
    Terminal.say(
      ja: "⚠ 暗号化なしで、ほかの機器からも使えます。本番では tls.certificate か public.origin（https）を設定してください。",
      en: "⚠ Reachable from other machines without encryption. In production set tls.certificate, or public.origin "
        + "(https) behind a proxy.")
  }
  let running = Mutex<Dependencies?>(nil)
  let server = try await buildServer(
    configuration, logger: logger,
    onRunning: { port in
      guard let dependencies = running.withLock({ $0 }) else { return }
      await greet(dependencies, port: port)
    })
  running.withLock { $0 = server.dependencies }
  try await server.run()
}

/// Says the address, and the one-time link while there is no administrator.
private func greet(_ dependencies: Dependencies, port: Int) async {
  let configuration = dependencies.configuration
  let origin = configuration.origin(boundPort: port)
  Terminal.say(
    ja: "\(configuration.communityName) を開きました: \(origin)", en: "\(configuration.communityName) is open: \(origin)")
  if configuration.mail.smtp == nil {
    Terminal.say(
      ja: "メールは送らず、ここに置きます: \(configuration.mailFolder)/",
      en: "E-mails are not sent but put here: \(configuration.mailFolder)/")
  }
  do {
    if let link = try await UseSetupLink(dependencies: dependencies).makeIfNeeded(origin: origin) {
      Terminal.say(
        ja: "管理者がまだいません。サインインしてから、このリンクを開いてください（24時間、1回だけ）:",
        en: "There is no administrator yet. Sign in, then open this link (works once, for 24 hours):")
      Terminal.say("  " + link)
    }
    if try await dependencies.isOpenDemo() {
      Terminal.say(ja: "体験用です。だれでも役割を選んで入れます。", en: "This is a demo: anyone can enter by choosing a role.")
    }
  } catch {
    dependencies.logger.error("start.greeting.failed", metadata: ["error": "\(error)"])
  }
}
