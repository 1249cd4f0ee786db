import ArgumentParser
import Community
import RealtimeServer

/// The program: `hiroba serve`, `hiroba demo create`, …
@main struct Hiroba: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hiroba",
    abstract: words(
      ja: "自分たちで運営できる、リアルタイムのコミュニティサーバー。", en: "A real-time community server to run yourselves."),
    version: version,
    subcommands: [Serve.self, Demo.self, CheckText.self, Audit.self, Schema.self, Settings.self, Version.self],
    defaultSubcommand: Serve.self)

  static let version = "0.1.0"

  /// Errors that are one sentence for the operator end the program with that sentence; others with what they are.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let refusal as StartRefusal {
      Terminal.complain(refusal.text[Terminal.language])
      exit(withError: ExitCode(78))
    } catch {
      exit(withError: error)
    }
  }
}

/// Help in the terminal's language. Japanese is written first.
func words(ja: String, en: String) -> String {
  LocalizedText(ja: ja, en: en)[Terminal.language]
}

func help(ja: String, en: String) -> ArgumentHelp {
  ArgumentHelp(stringLiteral: words(ja: ja, en: en))
}
