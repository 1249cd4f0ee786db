import ArgumentParser
import RealtimeServer

/// `hiroba demo`.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: words(ja: "作りもののコミュニティ。", en: "Invented communities."), subcommands: [Create.self])

  /// `hiroba demo create`.
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: words(
        ja: "作りもののコミュニティをフォルダに作り、サインイン済みのクッキーを書き出します。",
        en: "Makes an invented community in a folder and writes cookies of signed-in members."))

    @Option(help: help(ja: "作るフォルダ。空か、前に作ったものに限ります。", en: "The folder: empty, or made by this command."))
    var data: String

    @Option(help: help(ja: "メンバーの数。", en: "Members."))
    var members = 60

    @Option(help: help(ja: "投稿の数。", en: "Messages."))
    var messages = 1_500

    @Option(help: help(ja: "「役割<TAB>クッキーの値」を1行ずつ書くファイル。", en: "File for one `role<TAB>cookie value` line per member."))
    var sessions: String

    func validate() throws {
      guard (40...100_000).contains(members), (0...5_000_000).contains(messages) else {
        throw ValidationError(
          words(
            ja: "--members は 40〜100000、--messages は 0〜5000000 です。",
            en: "--members is 40 to 100000, --messages 0 to 5000000."))
      }
    }

    func run() async throws {
      try await createDemo(folder: data, members: members, messages: messages, sessionsFile: sessions)
    }
  }
}
