import ArgumentParser
import Persistence
import RealtimeServer

/// `hiroba schema`: the database's tables as SQL.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: words(ja: "データベースの表を SQL で書き出します。", en: "Prints the database's tables as SQL."))

  func run() throws {
    print(try CommunityDatabase.schemaSQL(), terminator: "")
  }
}

/// `hiroba settings`: every setting, as docs/configuration.md.
struct Settings: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: words(ja: "すべての設定の説明を書き出します。", en: "Prints what every setting means."))

  func run() {
    print(ConfigurationKey.document, terminator: "")
  }
}

/// `hiroba version`.
struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: words(ja: "版を書き出します。", en: "Prints the version."))

  func run() {
    print("hiroba \(Hiroba.version)")
  }
}
