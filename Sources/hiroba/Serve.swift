import ArgumentParser
import Foundation
import Logging
import RealtimeServer

/// `hiroba serve`.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: words(ja: "サーバーを動かします。", en: "Runs the server."),
    discussion: words(
      ja: """
        止めるには Ctrl-C（SIGTERM でも同じ）。接続中の人には少し後につなぎ直すよう伝え、書き込みを終えてから閉じます。
        SIGHUP で証明書を読み直します。すべての設定は hiroba settings で見られます。
        """,
      en: """
        Ctrl-C (or SIGTERM) stops it: clients are asked to come back shortly, writes are finished, then it closes.
        SIGHUP reads the certificate again. hiroba settings lists every setting.
        """))

  @Option(help: help(ja: "待ち受けるアドレス。既定は 127.0.0.1。", en: "Address to listen on. Default: 127.0.0.1."))
  var host: String?

  @Option(help: help(ja: "待ち受けるポート。既定は 8080、0 は空いているポート。", en: "Port. Default: 8080; 0 takes a free one."))
  var port: String?

  @Option(help: help(ja: "データを置くフォルダ。既定は data。", en: "Folder for all data. Default: data."))
  var data: String?

  @Option(help: help(ja: "設定ファイル（.json か .env）。", en: "Settings file (.json or .env)."))
  var config: String?

  @Option(help: help(ja: "利用者から見えるアドレス（https://…）。", en: "Address as members see it (https://…)."))
  var publicOrigin: String?

  @Option(help: help(ja: "PEM 形式の証明書。", en: "PEM certificate chain."))
  var tlsCertificate: String?

  @Option(help: help(ja: "PEM 形式の秘密鍵。", en: "PEM private key."))
  var tlsKey: String?

  @Option(help: help(ja: "画面のファイルの場所。", en: "Where the files of the screens are."))
  var webRoot: String?

  @Option(help: help(ja: "記録の細かさ（debug、info など）。", en: "How much to log (debug, info …)."))
  var logLevel: String?

  @Flag(help: help(ja: "体験用。作りものの投稿で始め、役割を選んで入れます。", en: "For trying out: invented posts, sign in by choosing a role."))
  var demo = false

  @Option(help: help(ja: "体験用に作るメンバーの数。", en: "Members made for a demo."))
  var demoMembers: String?

  @Option(help: help(ja: "体験用に作る投稿の数。", en: "Messages made for a demo."))
  var demoMessages: String?

  func run() async throws {
    let configuration = try await ServerConfiguration.load(
      flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
    LoggingSystem.bootstrap { LineLog(label: $0, level: configuration.logLevel) }
    try await serve(configuration, logger: Logger(label: "hiroba"))
  }

  private var flags: [String: String] {
    let given: [String: String?] = [
      "http.host": host, "http.port": port, "data.folder": data, "public.origin": publicOrigin,
      "tls.certificate": tlsCertificate, "tls.key": tlsKey, "web.root": webRoot, "log.level": logLevel,
      "demo.enabled": demo ? "true" : nil, "demo.members": demoMembers, "demo.messages": demoMessages,
    ]
    return given.compactMapValues { $0 }
  }
}
